using System.Text.Json;
using Fairlead;

namespace Everything;

/// <summary>Tools whose schemas have something to show.</summary>
public sealed class SchemaTools
{
    /// <summary>Has an argument that clients mirror in a header, so that proxies can route on it.</summary>
    /// <param name="region">The region whose servers should answer.</param>
    [McpTool("test_x_mcp_header", ReadOnly = true)]
    public string XMcpHeader([McpHeader("Region")] string region) => $"Answered in {region}.";

    /// <summary>Tool with JSON Schema 2020-12 features.</summary>
    [McpTool("json_schema_2020_12_tool", ReadOnly = true), InputSchema("""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "object",
          "$defs": {
            "address": {
              "$anchor": "addressDef",
              "type": "object",
              "properties": { "street": { "type": "string" }, "city": { "type": "string" } }
            }
          },
          "properties": {
            "name": { "type": "string" },
            "address": { "$ref": "#/$defs/address" },
            "contactMethod": { "type": "string", "enum": ["phone", "email"] },
            "phone": { "type": "string" },
            "email": { "type": "string" }
          },
          "allOf": [{ "anyOf": [{ "required": ["phone"] }, { "required": ["email"] }] }],
          "if": { "properties": { "contactMethod": { "const": "phone" } }, "required": ["contactMethod"] },
          "then": { "required": ["phone"] },
          "else": { "required": ["email"] },
          "additionalProperties": false
        }
        """)]
    public string JsonSchema([McpArguments] JsonElement contact) => $"JSON Schema 2020-12 tool called with: {contact}";
}
