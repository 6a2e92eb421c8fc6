using System.Text;
using System.Text.Json;

namespace Fairlead.Binding;

/// <summary>Says in words what a caller sent.</summary>
internal static class ValueDescription
{
    private const int MaxShown = 40;

    /// <summary>Completes a rule by what was sent instead: <c>must be an integer, was "abc".</c></summary>
    public static string Append(string rule, ref Utf8JsonReader json, bool secret)
    {
        // A text is expected: which number came instead says nothing that its kind does not say.
        var kindOnly = secret || rule == "must be a string";
        return json.TokenType switch
        {
            JsonTokenType.StartObject => $"{rule}, was an object.",
            JsonTokenType.StartArray => $"{rule}, was an array.",
            JsonTokenType.Null => $"{rule}, was null.",
            JsonTokenType.Number => kindOnly || json.ValueSpan.Length > MaxShown ? $"{rule}, was a number." : $"{rule}, was {Encoding.UTF8.GetString(json.ValueSpan)}.",
            JsonTokenType.True or JsonTokenType.False when kindOnly => $"{rule}, was a Boolean.",
            JsonTokenType.True => $"{rule}, was true.",
            JsonTokenType.False => $"{rule}, was false.",
            JsonTokenType.String when secret => $"{rule}.",
            JsonTokenType.String => AppendText(rule, ref json),
            _ => $"{rule}.",
        };
    }

    private static string AppendText(string rule, ref Utf8JsonReader json)
    {
        if (json.ValueSpan.Length > MaxShown * 6) return $"{rule}.";
        var text = json.GetString()!;
        return text.Length > MaxShown || text.Any(char.IsControl) ? $"{rule}." : $"{rule}, was \"{text}\".";
    }
}
