using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace Fairlead.Generators.Tests.Behaviour;

/// <summary>Components whose definitions say more than their signatures.</summary>
public sealed class Library
{
    public const string Contact = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "object",
          "$defs": { "address": { "$anchor": "addressDef", "type": "object", "properties": { "street": { "type": "string" } } } },
          "properties": { "name": { "type": "string" }, "address": { "$ref": "#/$defs/address" }, "phone": { "type": "string" } },
          "allOf": [ { "anyOf": [ { "required": [ "phone" ] }, { "required": [ "address" ] } ] } ],
          "if": { "required": [ "phone" ] }, "then": { "required": [ "name" ] }, "else": true,
          "additionalProperties": false
        }
        """;

    [McpTool(Description = "d"), InputSchema(Contact)]
    public string Typed(string? name = null, User? address = null, string? phone = null) => $"{name} {address?.Name} {phone}";

    [McpTool(Description = "d"), InputSchema(Contact)]
    public string AsElement([McpArguments] JsonElement all) => all.GetRawText();

    [McpTool(Description = "d")]
    public string AsNode([McpArguments] JsonObject all, CancellationToken ct) => $"{all.Count}";

    [McpTool(Description = "d")]
    public string AsRecord([McpArguments] User user) => $"{user.Id} {user.Name}";

    [McpTool(Description = "d")]
    public string AsMap([McpArguments] Dictionary<string, int> map) => string.Join(",", map.Select(entry => $"{entry.Key}={entry.Value}"));

    [McpTool(Description = "d"), McpMeta("com.example/a", "b"), McpMeta("com.example/n", 1.5), McpMeta("com.example/none"), McpMeta("com.example/o", Json = """
        { "x": [ 1,
          2 ] }
        """)]
    public string Noted() => "";

    [McpResource(
        "library://news", Audience = [Role.User, Role.Assistant], Priority = 0.25, LastModified = "2026-01-31T09:30:00Z", Size = 42, TimeToLive = "5m",
        CacheScope = CacheScope.Public, Title = "The news")]
    public string News() => "none";

    [McpResource("library://books/{id}", Priority = 1, TimeToLive = "0s")]
    public string Book(string id) => id;

    [McpResource]
    public string Shelf(int row = 1) => $"row {row}";
}
