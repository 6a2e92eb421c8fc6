using Microsoft.Extensions.Configuration;

namespace Fairlead.Configuration;

/// <summary>Lists as configuration writes them: an array, or one text with commas or spaces between the entries.</summary>
internal static class ListText
{
    private static readonly char[] Separators = [',', ' '];

    public static string[] Read(IConfigurationSection section) => section.Value is { } text
        ? Split(text)
        : [.. section.GetChildren().Select(child => child.Value).OfType<string>()];

    public static string[] Split(string text) => text.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
