using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Cli.Judging;

/// <summary>A reply as it came, and the JSON-RPC message in it where there is one.</summary>
internal sealed record ProbeReply(HttpStatusCode Status, HttpResponseHeaders Headers, string Body)
{
    private JsonObject? Message { get; } = Parse(Body);

    public bool IsRefused => (int)Status is >= 400 and < 500 || ErrorCode is not null;

    public bool IsServerError => (int)Status >= 500;

    public JsonObject? Result => Message?["result"] as JsonObject;

    public int? ErrorCode => Message?["error"]?["code"] is JsonValue value && value.TryGetValue<int>(out var code) ? code : null;

    public string Describe() => ErrorCode is { } code ? $"{(int)Status} with error {code}" : $"{(int)Status}";

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    // A server may answer with a stream of events; the reply is the last message in it.
    private static JsonObject? Parse(string body)
    {
        var text = body.TrimStart().StartsWith('{')
            ? body
            : body.Split('\n').Where(static line => line.StartsWith("data:", StringComparison.Ordinal)).Select(static line => line["data:".Length..]).LastOrDefault(static data => data.TrimStart().StartsWith('{'));
        if (text is null) return null;
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
