using System.Globalization;
using System.Text;

namespace Fairlead.Generators.Reading;

/// <summary>Writes JSON into schemas.</summary>
internal static class JsonText
{
    public static string Quote(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '"': json.Append("\\\""); break;
                case '\\': json.Append("\\\\"); break;
                case '\n': json.Append("\\n"); break;
                case '\r': json.Append("\\r"); break;
                case '\t': json.Append("\\t"); break;
                default:
                    if (MustEscape(text, i)) json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    else json.Append(c);
                    break;
            }
        }

        return json.Append('"').ToString();
    }

    // Besides what JSON demands: half a surrogate pair, which UTF-8 cannot hold, and what ends a line for C#.
    private static bool MustEscape(string text, int i) => char.IsControl(text[i]) || text[i] is '\u2028' or '\u2029' || IsLoneSurrogate(text, i);

    private static bool IsLoneSurrogate(string text, int i) =>
        char.IsSurrogate(text[i])
        && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
        && !(i > 0 && char.IsSurrogatePair(text[i - 1], text[i]));

    /// <summary>A constant as JSON, or <see langword="null"/> where it has no JSON form.</summary>
    public static string? Of(object? value) => value switch
    {
        null => "null",
        string text => Quote(text),
        char c => Quote(c.ToString()),
        bool flag => flag ? "true" : "false",
        float number => float.IsNaN(number) || float.IsInfinity(number) ? null : number.ToString("R", CultureInfo.InvariantCulture),
        double number => double.IsNaN(number) || double.IsInfinity(number) ? null : number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };
}
