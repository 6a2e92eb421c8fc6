using System.Globalization;
using System.Text;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Generating.Emitting;

/// <summary>What a server says, where it can do no harm: in comments and in strings of C#.</summary>
internal static class CSharpText
{
    /// <summary>A string literal, with all but visible ASCII escaped.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            if (character is '"' or '\\') literal.Append('\\').Append(character);
            else if (character is >= ' ' and <= '~') literal.Append(character);
            else literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }

        return literal.Append('"').ToString();
    }

    /// <summary>The lines of a text as content of an XML comment.</summary>
    public static IEnumerable<string> Comment(string text)
    {
        // Besides \n these end a line of C#, and with it a comment; others are no characters of XML.
        var clean = Plain.Of(text.ReplaceLineEndings("\n").Replace('\u2028', '\n').Replace('\u2029', '\n').Replace('\u0085', '\n').Replace('\t', ' '));
        var safe = new StringBuilder(clean.Length);
        foreach (var rune in clean.EnumerateRunes()) // an unpaired surrogate becomes U+FFFD
        {
            _ = rune.Value switch
            {
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '&' => safe.Append("&amp;"),
                0xFFFE or 0xFFFF => safe.Append('\uFFFD'),
                _ => safe.Append(rune),
            };
        }

        return safe.ToString().Split('\n', StringSplitOptions.TrimEntries);
    }
}
