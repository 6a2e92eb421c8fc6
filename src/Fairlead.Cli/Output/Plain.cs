using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Fairlead.Cli.Output;

/// <summary>Text of a server, made harmless: escape sequences and invisible characters would rule the terminal, or hide words from its reader.</summary>
internal static class Plain
{
    private const int ZeroWidthJoiner = 0x200D;

    public static string Of(string? text)
    {
        if (text is null) return "";
        var first = IndexOfHidden(text, 0, out var length);
        if (first < 0) return text;
        var clean = new StringBuilder(text.Length + 16);
        var start = 0;
        for (var index = first; index >= 0; index = IndexOfHidden(text, start, out length))
        {
            clean.Append(text, start, index - start);
            foreach (var unit in text.AsSpan(index, length)) clean.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            start = index + length;
        }

        return clean.Append(text, start, text.Length - start).ToString();
    }

    /// <summary>The same, for use in markup.</summary>
    public static string Markup(string? text) => Of(text).EscapeMarkup();

    /// <summary>On one line.</summary>
    public static string Line(string? text) => Of(text?.ReplaceLineEndings(" ").Replace('\t', ' ').Trim());

    /// <summary>Whether a character is one that a reader does not see, or a terminal obeys.</summary>
    public static bool IsHidden(Rune character) => character.Value switch
    {
        '\n' or '\t' => false,
        ZeroWidthJoiner => false, // joins emoji and letters of several scripts
        // Drawn as nothing, though their categories are those of marks and letters (Unicode, Default_Ignorable_Code_Point).
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 or (>= 0x180B and <= 0x180F) or (>= 0xE0000 and <= 0xE0FFF) => true,
        _ => Rune.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
    };

    /// <summary>Whether a text has a hidden character in it.</summary>
    public static bool HasHidden(string text) => IndexOfHidden(text, 0, out _) >= 0;

    /// <summary>Where the first hidden character is; -1 where there is none.</summary>
    public static int IndexOfHidden(string text, int start, out int length)
    {
        for (var index = start; index < text.Length; index += length)
        {
            if (!Rune.TryGetRuneAt(text, index, out var character))
            {
                // Half a surrogate pair is no character at all.
                length = 1;
                return index;
            }

            length = character.Utf16SequenceLength;
            var isHidden = character.Value == ZeroWidthJoiner ? !Joins(text, index) : IsHidden(character);
            if (isHidden && !(text[index] == '\r' && index + 1 < text.Length && text[index + 1] == '\n')) return index;
        }

        length = 0;
        return -1;
    }

    // Between Latin letters and digits there is nothing to join.
    private static bool Joins(string text, int index) => index > 0 && index + 1 < text.Length && !char.IsAscii(text[index - 1]) && !char.IsAscii(text[index + 1]);
}
