using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Fairlead.Cli.Output;

/// <summary>Text of a server, made harmless: escape sequences and invisible characters would rule the terminal, or hide words from its reader.</summary>
internal static class Plain
{
    public static string Of(string? text)
    {
        if (text is null) return "";
        var first = IndexOfHidden(text, 0);
        if (first < 0) return text;
        var clean = new StringBuilder(text.Length + 16);
        var start = 0;
        for (var index = first; index >= 0; index = IndexOfHidden(text, start))
        {
            clean.Append(text, start, index - start).Append(CultureInfo.InvariantCulture, $"\\u{(int)text[index]:x4}");
            start = index + 1;
        }

        return clean.Append(text, start, text.Length - start).ToString();
    }

    /// <summary>The same, for use in markup.</summary>
    public static string Markup(string? text) => Of(text).EscapeMarkup();

    /// <summary>On one line.</summary>
    public static string Line(string? text) => Of(text?.ReplaceLineEndings(" ").Replace('\t', ' ').Trim());

    /// <summary>Whether a character is one that a reader does not see, or a terminal obeys.</summary>
    public static bool IsHidden(char character) => character switch
    {
        '\n' or '\t' => false,
        '\u200D' => false, // joins emoji and letters of several scripts
        _ => char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format,
    };

    private static int IndexOfHidden(string text, int start)
    {
        for (var index = start; index < text.Length; index++)
        {
            if (IsHidden(text[index]) && !(text[index] == '\r' && index + 1 < text.Length && text[index + 1] == '\n')) return index;
        }

        return -1;
    }
}
