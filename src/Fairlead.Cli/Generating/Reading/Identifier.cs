using System.Text;

namespace Fairlead.Cli.Generating.Reading;

/// <summary>Names of C# made of names that a server chose.</summary>
internal static class Identifier
{
    private const int MaxLength = 100;

    /// <summary><c>get-weather_now</c> as <c>GetWeatherNow</c>.</summary>
    public static string Pascal(string text, string fallback = "Value")
    {
        var name = new StringBuilder();
        var isStart = true;
        foreach (var character in text)
        {
            if (!char.IsLetterOrDigit(character))
            {
                isStart = true;
                continue;
            }

            if (name.Length == MaxLength) break;
            if (name.Length == 0 && char.IsDigit(character)) name.Append('_');
            name.Append(isStart ? char.ToUpperInvariant(character) : character);
            isStart = false;
        }

        return name.Length == 0 ? fallback : name.ToString();
    }

    /// <summary>The same as a parameter.</summary>
    public static string Camel(string text)
    {
        var pascal = Pascal(text);
        var upper = pascal.TakeWhile(char.IsUpper).Count();
        var lower = upper == pascal.Length ? upper : Math.Max(1, upper - 1);
        return pascal[..lower].ToLowerInvariant() + pascal[lower..];
    }

    /// <summary>Whether a user's own name can be one.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= MaxLength && (char.IsLetter(text[0]) || text[0] == '_') && text.All(static character => char.IsLetterOrDigit(character) || character == '_') && !CSharpWords.IsKeyword(text);
}
