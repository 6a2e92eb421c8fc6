using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Fairlead.Cli.Inspecting;

/// <summary>
/// Which clients and model interfaces a tool's schema will not reach. The protocol allows all of JSON Schema; what stands
/// between a server and a model does not. Each rule is one that users have met as a refused request.
/// </summary>
internal static partial class Portability
{
    private const int MaxTools = 128;
    private const int MaxDepth = 64;

    private static readonly string[] Choices = ["anyOf", "oneOf", "allOf"];
    private static readonly string[] Rare = ["$ref", "if", "not", "patternProperties", "prefixItems", "dependentSchemas", "dependentRequired", "unevaluatedProperties", "propertyNames", "contains"];

    public static IEnumerable<PortabilityFinding> Of(IReadOnlyList<JsonObject> tools)
    {
        if (tools.Count > MaxTools) yield return new("", "", $"{tools.Count} tools: OpenAI's interface takes {MaxTools}, some clients fewer.");
        foreach (var tool in tools)
        {
            var name = (string?)tool["name"] ?? "";
            if (!ToolName().IsMatch(name)) yield return new(name, "", "The name has other characters than A-Z a-z 0-9 _ -, or more than 64: models' interfaces refuse it, or the client renames it.");
            if (string.IsNullOrWhiteSpace((string?)tool["description"])) yield return new(name, "", "No description: the model has only the name to go by.");
            if (tool["inputSchema"] is not JsonObject schema)
            {
                yield return new(name, "/inputSchema", "Missing, or no object: the protocol requires it.");
                continue;
            }

            if ((schema["type"] as JsonValue)?.ToString() != "object") yield return new(name, "/inputSchema/type", "Must be \"object\": the protocol requires it, and clients refuse the whole list without it.");
            foreach (var choice in Choices.Where(schema.ContainsKey)) yield return new(name, $"/inputSchema/{choice}", $"{choice} at the top: Anthropic's interface refuses it. Move the choice into a property.");
            foreach (var finding in OfSchema(name, "/inputSchema", schema, isTop: true, depth: 0)) yield return finding;
        }
    }

    private static IEnumerable<PortabilityFinding> OfSchema(string tool, string path, JsonObject schema, bool isTop, int depth)
    {
        if (depth > MaxDepth) yield break;
        foreach (var keyword in Rare.Where(schema.ContainsKey)) yield return new(tool, $"{path}/{keyword}", $"{keyword}: Gemini's function declarations and several clients do not know it.");
        if (schema["type"] is JsonArray) yield return new(tool, $"{path}/type", "Several types: Gemini's function declarations take one. Write nullable values as an optional property.");
        if (!isTop && (schema["type"] as JsonValue)?.ToString() is { } type && type != "object" && schema.ContainsKey("properties")) yield return new(tool, $"{path}/properties", $"Properties of a value of type {type}: Gemini refuses them.");
        foreach (var (name, value) in schema["properties"] as JsonObject ?? [])
        {
            if (!PropertyName().IsMatch(name)) yield return new(tool, $"{path}/properties/{Escape(name)}", "The name has other characters than A-Z a-z 0-9 _ . -, or more than 64: Anthropic's interface refuses it.");
            if (value is not JsonObject property) continue;
            foreach (var finding in OfSchema(tool, $"{path}/properties/{Escape(name)}", property, isTop: false, depth + 1)) yield return finding;
        }

        if (schema["items"] is JsonObject items)
        {
            foreach (var finding in OfSchema(tool, $"{path}/items", items, isTop: false, depth + 1)) yield return finding;
        }

        foreach (var choice in Choices)
        {
            if (schema[choice] is not JsonArray branches) continue;
            for (var index = 0; index < branches.Count; index++)
            {
                if (branches[index] is not JsonObject branch) continue;
                foreach (var finding in OfSchema(tool, $"{path}/{choice}/{index}", branch, isTop: false, depth + 1)) yield return finding;
            }
        }
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.NonBacktracking)]
    private static partial Regex ToolName();

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,64}$", RegexOptions.NonBacktracking)]
    private static partial Regex PropertyName();
}
