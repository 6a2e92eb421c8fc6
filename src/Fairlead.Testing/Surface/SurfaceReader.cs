using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Protocol;
using Fairlead.Testing.Definitions;

namespace Fairlead.Testing.Surface;

/// <summary>Reads everything that a client sees of a server into one JSON that is the same as long as the server is.</summary>
internal static class SurfaceReader
{
    public static async Task<SurfaceSnapshot> ReadAsync(Dialogue dialogue, CancellationToken cancellationToken)
    {
        var about = dialogue.Initialized;
        if (!dialogue.Revision.HasSessions) about = (await dialogue.RequestAsync(MethodNames.Discover, null, cancellationToken).ConfigureAwait(false)).Result;
        var surface = new JsonObject { ["capabilities"] = Sort(about.GetProperty("capabilities")) };
        if (about.TryGetProperty("instructions", out var instructions)) surface["instructions"] = instructions.GetString();
        surface["prompts"] = await ListAsync(dialogue, MethodNames.PromptsList, "prompts", "name", cancellationToken).ConfigureAwait(false);
        surface["resourceTemplates"] = await ListAsync(dialogue, MethodNames.ResourceTemplatesList, "resourceTemplates", "uriTemplate", cancellationToken).ConfigureAwait(false);
        surface["resources"] = await ListAsync(dialogue, MethodNames.ResourcesList, "resources", "uri", cancellationToken).ConfigureAwait(false);
        surface["tools"] = await ListAsync(dialogue, MethodNames.ToolsList, "tools", "name", cancellationToken).ConfigureAwait(false);
        return new(surface);
    }

    // By name, so that a difference says whose it is, and so that the order of registration does not count.
    private static async Task<JsonObject> ListAsync(Dialogue dialogue, string method, string member, string key, CancellationToken cancellationToken)
    {
        var list = new JsonObject();
        var entries = await Listing.ReadAsync(dialogue, method, member, cancellationToken).ConfigureAwait(false);
        foreach (var entry in entries.OrderBy(one => one.GetProperty(key).GetString(), StringComparer.Ordinal))
        {
            var definition = (JsonObject)Sort(entry)!;
            definition.Remove(key);

            // Several versions of a component have one name.
            var name = entry.GetProperty(key).GetString()!;
            for (var copy = 2; list.ContainsKey(name); copy++) name = $"{entry.GetProperty(key).GetString()} ({copy})";
            list[name] = definition;
        }

        return list;
    }

    private static JsonNode? Sort(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(json.EnumerateObject().OrderBy(one => one.Name, StringComparer.Ordinal)
            .Select(one => KeyValuePair.Create(one.Name, one is { Name: "required", Value.ValueKind: JsonValueKind.Array } ? SortValues(one.Value) : Sort(one.Value)))),
        JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(Sort)]),
        _ => JsonNode.Parse(json.GetRawText()),
    };

    // What is required is a set.
    private static JsonArray SortValues(JsonElement array) =>
        new([.. array.EnumerateArray().OrderBy(one => one.GetRawText(), StringComparer.Ordinal).Select(one => JsonNode.Parse(one.GetRawText()))]);
}
