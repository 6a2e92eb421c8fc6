using System.Globalization;

namespace Fairlead.Components;

/// <summary>Characters that a person does not see but a model reads: control, bidirectional and zero-width characters.</summary>
internal static class HiddenCharacters
{
    /// <summary>The first such character, or <see langword="null"/>.</summary>
    public static char? Find(string? text)
    {
        for (var i = 0; i < text?.Length; i++)
        {
            if (IsSuspect(text[i]) && !IsEmojiJoiner(text, i)) return text[i];
        }

        return null;
    }

    // Zero-width space, non-joiner, joiner, marks, bidirectional overrides and isolates, word joiner, BOM, soft hyphen, and
    // the surrogates of U+E0000, the tag characters. A table of them would take longer to make than all texts to read.
    private static bool IsSuspect(char c) => c switch
    {
        '\n' or '\r' or '\t' => false,
        < ' ' or (>= '\u007F' and <= '\u009F') => true,
        '\u00AD' or '\u061C' or '\u180E' or '\uFEFF' or '\uDB40' => true,
        (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') => true,
        (>= '\u2060' and <= '\u2064') or (>= '\u2066' and <= '\u206F') => true,
        _ => false,
    };

    // A zero-width joiner between two pictographs is how many emoji are written.
    private static bool IsEmojiJoiner(string text, int i) =>
        text[i] == '\u200D' && i > 0 && i + 1 < text.Length && IsPictograph(text[i - 1]) && IsPictograph(text[i + 1]);

    private static bool IsPictograph(char c) =>
        char.IsSurrogate(c) || c == '\uFE0F' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.OtherSymbol;
}
