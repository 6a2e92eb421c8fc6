using System.Text.Json.Nodes;

namespace Fairlead.Cli.Output;

/// <summary>A tool or prompt as a reader of code would write it: <c>search(query: string, limit?: integer)</c>.</summary>
internal static class Signature
{
    public static string OfTool(JsonObject tool)
    {
        var schema = tool["inputSchema"] as JsonObject;
        var required = Required(schema);
        var parameters = (schema?["properties"] as JsonObject ?? []).Select(property => $"{property.Key}{(required.Contains(property.Key) ? "" : "?")}: {SchemaType.Describe(property.Value)}");
        return $"{(string?)tool["name"]}({string.Join(", ", parameters)})";
    }

    public static string OfPrompt(JsonObject prompt)
    {
        var arguments = (prompt["arguments"] as JsonArray ?? []).OfType<JsonObject>().Select(static argument => $"{(string?)argument["name"]}{(argument["required"] is JsonValue value && value.TryGetValue<bool>(out var required) && required ? "" : "?")}");
        return $"{(string?)prompt["name"]}({string.Join(", ", arguments)})";
    }

    private static HashSet<string> Required(JsonObject? schema) =>
        [.. (schema?["required"] as JsonArray ?? []).Select(static name => name?.ToString() ?? "")];
}
