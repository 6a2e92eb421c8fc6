using System.Globalization;
using System.Text;

namespace Fairlead.Bench.Requests;

/// <summary>One request over HTTP, and what must be in its reply.</summary>
/// <param name="Body">The message.</param>
/// <param name="Headers">Beyond those that every request has.</param>
/// <param name="Expected">What the reply must have.</param>
internal sealed record HttpCall(string Body, IReadOnlyList<(string Name, string Value)> Headers, IReadOnlyList<string> Expected)
{
    private const string SessionHeader = "Mcp-Session-Id";
    private const string Meta = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}";

    public static HttpCall Greet(bool modern = true) => Tool("greet", """{"name":"World","times":3,"loud":true}""", GreetMessages.Reply, modern);

    /// <summary>A call that asks to be told how far it is.</summary>
    public static HttpCall Work => Modern("tools/call", "work", "\"name\":\"work\",\"arguments\":{\"name\":\"World\"},", ",\"progressToken\":7", "Done, World.", "notifications/progress");

    public static HttpCall List(bool modern = true) => modern
        ? Modern("tools/list", null, "", "", "\"greet\"", "tool_18")
        : Legacy("tools/list", "{}", "\"greet\"", "tool_18");

    public static HttpCall Tool(string name, string arguments, string expected, bool modern = true)
    {
        var parameters = $"\"name\":\"{name}\",\"arguments\":{arguments}";
        return modern ? Modern("tools/call", name, parameters + ",", "", expected) : Legacy("tools/call", $"{{{parameters}}}", expected);
    }

    public static HttpCall Initialize => Legacy("initialize", """{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"bench","version":"1.0.0"}}""", "\"serverInfo\"");

    /// <summary>Opens a stream of notifications.</summary>
    public static HttpCall Listen => Modern("subscriptions/listen", null, "\"notifications\":{\"toolsListChanged\":true},", "", "acknowledged");

    /// <summary>Whether it belongs to a session, where ids must differ.</summary>
    public bool IsInSession => Headers.Any(static header => header.Name == SessionHeader);

    public HttpCall InSession(string id) => With(SessionHeader, id);

    public HttpCall With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    /// <summary>The headers that the request has, length and host aside.</summary>
    public IEnumerable<(string Name, string Value)> AllHeaders => [("Content-Type", "application/json"), ("Accept", "application/json, text/event-stream"), .. Headers];

    /// <summary>The whole request as it goes over the wire.</summary>
    public byte[] Encode(Uri url)
    {
        var head = new StringBuilder($"POST {url.AbsolutePath} HTTP/1.1\r\nHost: {url.Authority}\r\n");
        foreach (var (name, value) in AllHeaders) head.Append(name).Append(": ").Append(value).Append("\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(Body)}\r\n\r\n");
        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. Encoding.UTF8.GetBytes(Body)];
    }

    private static HttpCall Modern(string method, string? name, string parameters, string meta, params string[] expected) => new(
        $"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"{method}\",\"params\":{{{parameters}{Meta}{meta}}}}}}}",
        [("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", method), .. name is null ? [] : ((string, string)[])[("Mcp-Name", name)]],
        expected);

    private static HttpCall Legacy(string method, string parameters, params string[] expected) => new(
        $"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"{method}\",\"params\":{parameters}}}",
        method == "initialize" ? [] : [("MCP-Protocol-Version", "2025-11-25")],
        expected);
}
