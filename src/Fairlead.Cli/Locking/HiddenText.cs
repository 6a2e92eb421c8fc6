using System.Globalization;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Locking;

/// <summary>Finds what a model would read and a person would not see: such a server is not locked.</summary>
internal static class HiddenText
{
    public static IReadOnlyList<string> In(LockedServer server) => [.. DefinitionText.Of(server).Select(Find).OfType<string>()];

    private static string? Find(DefinitionText text)
    {
        var index = Plain.IndexOfHidden(text.Text, 0, out var length);
        if (index < 0) return null;
        var number = length == 2 ? char.ConvertToUtf32(text.Text, index) : text.Text[index];
        return string.Create(CultureInfo.InvariantCulture, $"{Plain.Line(text.Place)}: hidden character U+{number:X4} in \"{Plain.Line(Excerpt(text.Text, index))}\"");
    }

    private static string Excerpt(string text, int index)
    {
        const int Around = 20;
        var start = Math.Max(0, index - Around);
        return text[start..Math.Min(text.Length, index + Around)];
    }
}
