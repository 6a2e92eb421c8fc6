using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Testing.Definitions;

/// <summary>The arguments that HTTP headers mirror (SEP-2243).</summary>
internal static class HeaderArguments
{
    /// <summary>The headers of a call, by the part of their name after <c>Mcp-Param-</c>.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(JsonElement tool, JsonObject arguments) => tool.GetProperty("inputSchema").TryGetProperty("properties", out var properties)
        ? [.. from property in properties.EnumerateObject()
              where property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("x-mcp-header", out _) && arguments[property.Name] is not null
              select KeyValuePair.Create(property.Value.GetProperty("x-mcp-header").GetString()!, TextOf(arguments[property.Name]!))]
        : [];

    private static string TextOf(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
