using System.Text.Json.Nodes;

namespace Fairlead.Cli.Output;

/// <summary>The type that a JSON Schema speaks of, in a word or two.</summary>
internal static class SchemaType
{
    public static string Describe(JsonNode? schema)
    {
        if (schema is not JsonObject node) return "any";
        if (node["enum"] is JsonArray { Count: > 0 and <= 5 } values) return string.Join('|', values.Select(static value => value?.ToString()));
        var types = Of(node);
        if (types.Count == 0) return node["$ref"] is { } reference ? reference.ToString().Split('/')[^1] : "any";
        return string.Join('|', types.Select(type => type == "array" && node["items"] is JsonObject items ? Describe(items) + "[]" : type));
    }

    /// <summary>The JSON types that a schema allows, <c>null</c> left out; none where it does not say.</summary>
    public static IReadOnlyList<string> Of(JsonObject schema) => schema["type"] switch
    {
        JsonValue value when value.TryGetValue<string>(out var type) => [type],
        JsonArray several => [.. several.Select(static type => type?.ToString() ?? "").Where(static type => type != "null")],
        _ when (schema["anyOf"] ?? schema["oneOf"]) is JsonArray choices => [.. choices.OfType<JsonObject>().SelectMany(Of).Distinct().Where(static type => type != "null")],
        _ => [],
    };
}
