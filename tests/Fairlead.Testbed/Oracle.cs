using System.Text;
using System.Text.Json;

namespace Fairlead.Testbed;

/// <summary>
/// Says what a server owes the sender of a message. Written against JsonDocument, with nothing of the reader under test.
/// </summary>
public static class Oracle
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Judges a message.</summary>
    /// <param name="message">The message's bytes, without a line break.</param>
    /// <param name="id">The id as it stands in the message, where a reply is owed.</param>
    public static Expectation Judge(byte[] message, out string? id)
    {
        id = null;
        if (message.All(b => b is (byte)' ' or (byte)'\t')) return Expectation.Silence;
        try
        {
            StrictUtf8.GetString(message);
            using var json = JsonDocument.Parse(message, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 64 });
            return Judge(json.RootElement, out id);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return Expectation.Refusal;
        }
    }

    private static Expectation Judge(JsonElement root, out string? id)
    {
        id = null;
        if (root.ValueKind != JsonValueKind.Object) return Expectation.Refusal;
        foreach (var text in Strings(root)) text.GetString();
        if (!root.TryGetProperty("jsonrpc", out var version) || version.ValueKind != JsonValueKind.String || version.GetString() != "2.0") return Expectation.Refusal;
        var hasOutcome = root.TryGetProperty("result", out _) || root.TryGetProperty("error", out _);
        if (root.TryGetProperty("params", out var parameters) && parameters.ValueKind != JsonValueKind.Object) return Expectation.Refusal;
        if (root.TryGetProperty("id", out var given))
        {
            var raw = given.GetRawText();
            var isInteger = given.ValueKind == JsonValueKind.Number && raw.AsSpan().IndexOfAny('.', 'e', 'E') < 0;
            if (given.ValueKind != JsonValueKind.String && !isInteger) return Expectation.Refusal;
            id = raw;
        }

        if (!root.TryGetProperty("method", out var method)) return hasOutcome ? Expectation.Silence : Expectation.Refusal;
        if (method.ValueKind != JsonValueKind.String || method.GetString()!.Length == 0 || hasOutcome) return Expectation.Refusal;
        return id is null ? Expectation.Silence : Expectation.Reply;
    }

    // Reading every string finds halves of surrogate pairs, which are valid JSON but no text.
    private static IEnumerable<JsonElement> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Strings(Named(member))),
        _ => [],
    };

    private static JsonElement Named(JsonProperty member) => member.Name is null ? default : member.Value;
}
