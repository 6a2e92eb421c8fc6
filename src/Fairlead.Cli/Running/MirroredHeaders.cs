using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace Fairlead.Cli.Running;

/// <summary>
/// Headers that repeat what stands in a message, from 2026-07-28 on (SEP-2243): the revision, the method, the name, and the
/// arguments that a tool's schema marks with <c>x-mcp-header</c>.
/// </summary>
internal sealed class MirroredHeaders
{
    public const string Revision = "MCP-Protocol-Version";

    private readonly ConcurrentDictionary<string, IReadOnlyList<(string[] Path, string Header)>> _tools = new(StringComparer.Ordinal);

    /// <summary>Looks into a reply for tools.</summary>
    public void Learn(JsonObject reply)
    {
        if (reply["result"] is not JsonObject result || result["tools"] is not JsonArray tools) return;
        foreach (var tool in tools.OfType<JsonObject>())
        {
            if (tool["name"] is JsonValue name && name.TryGetValue<string>(out var text)) _tools[text] = [.. Marked(tool["inputSchema"] as JsonObject, [])];
        }
    }

    /// <summary>The headers of a message; none before 2026-07-28.</summary>
    public IEnumerable<KeyValuePair<string, string>> Of(ReadOnlyMemory<byte> line)
    {
        if (Parse(line) is not { } message || message["method"] is not JsonValue value || message["params"] is not JsonObject parameters) yield break;
        if ((parameters["_meta"] as JsonObject)?["io.modelcontextprotocol/protocolVersion"] is not { } revision) yield break;
        var method = value.ToString();
        yield return new(Revision, revision.ToString());
        yield return new("Mcp-Method", Encode(method));
        var name = method switch
        {
            "tools/call" or "prompts/get" => parameters["name"],
            "resources/read" => parameters["uri"],
            _ when method.StartsWith("tasks/", StringComparison.Ordinal) => parameters["taskId"],
            _ => null,
        };
        if (name is not null) yield return new("Mcp-Name", Encode(name.ToString()));
        if (method != "tools/call" || name is null || !_tools.TryGetValue(name.ToString(), out var marked)) yield break;
        foreach (var (path, header) in marked)
        {
            JsonNode? argument = parameters["arguments"];
            foreach (var step in path) argument = (argument as JsonObject)?[step];
            if (argument is JsonValue) yield return new($"Mcp-Param-{header}", Encode(argument.ToString()));
        }
    }

    private static JsonObject? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            return JsonNode.Parse(line.Span) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<(string[] Path, string Header)> Marked(JsonObject? schema, string[] path)
    {
        foreach (var (name, node) in schema?["properties"] as JsonObject ?? [])
        {
            if (node is not JsonObject property) continue;
            string[] here = [.. path, name];
            if (property["x-mcp-header"] is JsonValue header && header.TryGetValue<string>(out var text)) yield return (here, text);
            foreach (var inner in Marked(property, here)) yield return inner;
        }
    }

    // Visible ASCII as it is; everything else, and what looks encoded or would be trimmed, as base64.
    private static string Encode(string value)
    {
        var isPlain = value.All(static character => character is >= ' ' and <= '~' or '\t') && value.Trim() == value && !value.StartsWith("=?base64?", StringComparison.Ordinal);
        return isPlain ? value : $"=?base64?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=";
    }
}
