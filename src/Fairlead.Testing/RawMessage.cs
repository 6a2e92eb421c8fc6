using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Testing;

/// <summary>What can be told of a message that need not be one.</summary>
/// <param name="Id">The id of it, or of the first request of a batch, as JSON; <see langword="null"/> where there is none.</param>
/// <param name="ExpectsReply">Whether a server owes it a reply.</param>
/// <param name="Method">The method that headers mirror.</param>
/// <param name="Name">The name or URI that headers mirror.</param>
internal sealed record RawMessage(string? Id, bool ExpectsReply, string? Method = null, string? Name = null)
{
    /// <summary>What a message that need not be one is called.</summary>
    public const string Title = "The raw message";

    public static RawMessage Read(string text)
    {
        try
        {
            var node = JsonNode.Parse(text);
            return node switch
            {
                JsonObject message => Read(message),
                JsonArray batch => Read(batch),
                _ => new(null, true),
            };
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return new(null, true);
        }
    }

    private static RawMessage Read(JsonArray batch)
    {
        var messages = batch.Select(one => one is JsonObject message ? Read(message) : new(null, true)).ToList();
        return new(messages.FirstOrDefault(one => one is { ExpectsReply: true, Id: not null })?.Id, batch.Count == 0 || messages.Exists(one => one.ExpectsReply));
    }

    private static RawMessage Read(JsonObject message)
    {
        var id = message["id"] is { } given ? given.ToJsonString() : null;
        var method = TextOf(message["method"]);
        var parameters = message["params"] as JsonObject;
        var isNotification = method is not null && !message.ContainsKey("id") && TextOf(message["jsonrpc"]) == "2.0";
        var isResponse = !message.ContainsKey("method") && (message.ContainsKey("result") || message.ContainsKey("error")) && id is not null;
        return new(id, !isNotification && !isResponse, method, TextOf(parameters?["name"]) ?? TextOf(parameters?["uri"]) ?? TextOf(parameters?["taskId"]));
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
