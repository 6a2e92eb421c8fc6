using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Fairlead.Testbed;

/// <summary>The protocol's own JSON Schemas: whether a message is what its revision says that it must be.</summary>
public static class ProtocolSchemas
{
    private static readonly ConcurrentDictionary<(string Revision, string Definition), Lazy<JsonSchema>> Known = new();

    private static readonly ConcurrentDictionary<string, Lazy<(IReadOnlySet<string> Definitions, SchemaRegistry Registry)>> Revisions = new();

    private static readonly Dictionary<string, string> Results = new(StringComparer.Ordinal)
    {
        ["initialize"] = "InitializeResult",
        ["server/discover"] = "DiscoverResult",
        ["ping"] = "EmptyResult",
        ["tools/list"] = "ListToolsResult",
        ["tools/call"] = "CallToolResult",
        ["resources/list"] = "ListResourcesResult",
        ["resources/templates/list"] = "ListResourceTemplatesResult",
        ["resources/read"] = "ReadResourceResult",
        ["resources/subscribe"] = "EmptyResult",
        ["resources/unsubscribe"] = "EmptyResult",
        ["prompts/list"] = "ListPromptsResult",
        ["prompts/get"] = "GetPromptResult",
        ["completion/complete"] = "CompleteResult",
        ["logging/setLevel"] = "EmptyResult",
        ["subscriptions/listen"] = "SubscriptionsListenResult",
    };

    /// <summary>Checks a message that a server has sent.</summary>
    /// <param name="revision">The revision in which it was sent.</param>
    /// <param name="method">The method that it answers, or <see langword="null"/> where it answers none that is known.</param>
    /// <param name="message">The message.</param>
    /// <exception cref="InvalidOperationException">The message is not valid.</exception>
    public static void Check(string revision, string? method, JsonElement message)
    {
        if (message.TryGetProperty("method", out _))
        {
            // Requests to the client became results in 2026-07-28.
            var isRequest = message.TryGetProperty("id", out _);
            Evaluate(revision, isRequest ? "ServerRequest" : "ServerNotification", message, message);
        }
        else if (message.TryGetProperty("result", out var result))
        {
            if (DefinitionOf(method, result) is { } definition) Evaluate(revision, definition, result, message);
        }
        else
        {
            Evaluate(revision, revision == "2026-07-28" || revision == "2025-11-25" ? "JSONRPCErrorResponse" : "JSONRPCError", WithId(message), message);
        }
    }

    private static string? DefinitionOf(string? method, JsonElement result)
    {
        if (method is null || !Results.TryGetValue(method, out var definition)) return null;
        return result.TryGetProperty("resultType", out var type) ? type.GetString() switch
        {
            "input_required" => "InputRequiredResult",
            "complete" => definition,

            // Extensions bring types of their own.
            _ => null,
        }
        : definition;
    }

    // JSON-RPC answers what has no id with null, which the schemas do not know.
    private static JsonElement WithId(JsonElement message)
    {
        if (message.TryGetProperty("id", out var id) && id.ValueKind != JsonValueKind.Null) return message;
        var copy = JsonNode.Parse(message.GetRawText())!.AsObject();
        copy["id"] = 0;
        return JsonSerializer.SerializeToElement(copy);
    }

    private static void Evaluate(string revision, string definition, JsonElement part, JsonElement message)
    {
        var schema = Known.GetOrAdd((revision, definition), static key => new(() => Load(key.Revision, key.Definition))).Value;
        var outcome = schema.Evaluate(part, new EvaluationOptions { OutputFormat = OutputFormat.List });
        if (outcome.IsValid) return;
        var problems = (outcome.Details ?? []).Where(detail => detail.Errors is { Count: > 0 })
            .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"));
        throw new InvalidOperationException($"The server sent what is no {definition} of {revision}:\n{message.GetRawText()}\n{string.Join("\n", problems.Take(12))}");
    }

    private static JsonSchema Load(string revision, string definition)
    {
        var (definitions, registry) = Revisions.GetOrAdd(revision, static key => new(() => Read(key))).Value;
        if (!definitions.Contains(definition)) throw new InvalidOperationException($"{revision} has no {definition}; the server sent one.");
        lock (registry)
        {
            return JsonSchema.FromText($$"""{"$ref":"https://schemas.example/{{revision}}#/{{Keyword(revision)}}/{{definition}}"}""", new BuildOptions { SchemaRegistry = registry }, new Uri($"https://schemas.example/{revision}/{definition}"));
        }
    }

    private static (IReadOnlySet<string> Definitions, SchemaRegistry Registry) Read(string revision)
    {
        using var stream = typeof(ProtocolSchemas).Assembly.GetManifestResourceStream(revision) ?? throw new ArgumentException($"There is no schema of revision {revision}.");
        var whole = JsonNode.Parse(stream)!.AsObject();
        var registry = new SchemaRegistry();
        JsonSchema.FromText(whole.ToJsonString(), new BuildOptions { SchemaRegistry = registry }, new Uri($"https://schemas.example/{revision}"));
        return (whole[Keyword(revision)]!.AsObject().Select(one => one.Key).ToHashSet(StringComparer.Ordinal), registry);
    }

    // The older schemas are of draft 7.
    private static string Keyword(string revision) => revision is "2025-11-25" or "2026-07-28" ? "$defs" : "definitions";
}
