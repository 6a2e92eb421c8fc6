using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Cli.Locking;

/// <summary>
/// The one form of a JSON value that is hashed (RFC 8785): no blanks, members in the order of their names' UTF-16 units, the shortest
/// escapes, numbers as ECMAScript writes them. Integers that a double cannot hold keep their digits, so that no two of them are one.
/// </summary>
internal static class CanonicalJson
{
    /// <exception cref="FormatException">The value is none that has such a form: a member stands in an object twice, or a number is too large.</exception>
    public static byte[] Of(JsonNode? node)
    {
        var text = new StringBuilder();
        try
        {
            Write(text, node);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException("an object has a member twice", exception);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A copy with the members of all objects in order.</summary>
    public static JsonNode? Sort(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(static member => member.Key, StringComparer.Ordinal).Select(static member => KeyValuePair.Create(member.Key, Sort(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sort)]),
        null => null,
        _ => node.DeepClone(),
    };

    private static void Write(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                text.Append('{');
                foreach (var (index, member) in members.OrderBy(static member => member.Key, StringComparer.Ordinal).Index())
                {
                    if (index > 0) text.Append(',');
                    WriteString(text, member.Key);
                    text.Append(':');
                    Write(text, member.Value);
                }

                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                foreach (var (index, item) in items.Index())
                {
                    if (index > 0) text.Append(',');
                    Write(text, item);
                }

                text.Append(']');
                break;
            default:
                WriteValue(text, node);
                break;
        }
    }

    private static void WriteValue(StringBuilder text, JsonNode value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                WriteString(text, value.GetValue<string>());
                break;
            case JsonValueKind.Number:
                text.Append(Number(value.ToJsonString()));
                break;
            default:
                text.Append(value.ToJsonString());
                break;
        }
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var unit in value)
        {
            text.Append(unit switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                _ => unit.ToString(),
            });
        }

        text.Append('"');
    }

    private static string Number(string written)
    {
        var value = double.Parse(written, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value)) throw new FormatException($"the number {written} is too large");
        if (written.AsSpan().IndexOfAny(".eE") < 0 && Math.Abs(value) > 9_007_199_254_740_991) return written;
        if (value == 0) return "0";
        // The shortest digits that mean this number, and where their decimal point is.
        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var whole = shortest[0].Split('.')[0];
        var all = shortest[0].Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var point = whole.Length - (all.Length - digits.Length) + (shortest.Length > 1 ? int.Parse(shortest[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0);
        digits = digits.TrimEnd('0');
        var sign = value < 0 ? "-" : "";
        return sign + point switch
        {
            > 0 and <= 21 when point >= digits.Length => digits.PadRight(point, '0'),
            > 0 and <= 21 => $"{digits[..point]}.{digits[point..]}",
            > -6 and <= 0 => $"0.{new string('0', -point)}{digits}",
            _ => $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(point > 0 ? "+" : "")}{(point - 1).ToString(CultureInfo.InvariantCulture)}",
        };
    }
}
