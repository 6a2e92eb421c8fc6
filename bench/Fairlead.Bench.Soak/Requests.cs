using System.Net.Http.Headers;
using System.Text;

namespace Fairlead.Bench.Soak;

/// <summary>Requests as clients of 2026-07-28 write them.</summary>
internal static class Requests
{
    public const string Revision = "2026-07-28";

    public static string Body(string method, string parameters) =>
        $$$"""{"jsonrpc":"2.0","id":1,"method":"{{{method}}}","params":{ {{{parameters}}}{{{(parameters.Length > 0 ? "," : "")}}}"_meta":{"io.modelcontextprotocol/protocolVersion":"{{{Revision}}}","io.modelcontextprotocol/clientCapabilities":{"elicitation":{}} } } }""";

    public static HttpRequestMessage Post(Uri url, string? token, string method, string name, string parameters)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(Body(method, parameters), Encoding.UTF8, "application/json") };
        foreach (var (header, value) in Headers(method, name)) request.Headers.TryAddWithoutValidation(header, value);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    /// <summary>The whole request as it goes over the wire, on a connection of its own.</summary>
    public static byte[] Raw(Uri url, string token, string method, string name, string parameters)
    {
        var body = Body(method, parameters);
        var head = new StringBuilder($"POST {url.AbsolutePath} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nAuthorization: Bearer {token}\r\n");
        foreach (var (header, value) in Headers(method, name)) head.Append(header).Append(": ").Append(value).Append("\r\n");
        return Encoding.UTF8.GetBytes($"{head}\r\n{body}");
    }

    private static IEnumerable<(string Name, string Value)> Headers(string method, string name)
    {
        yield return ("Accept", "application/json, text/event-stream");
        yield return ("MCP-Protocol-Version", Revision);
        yield return ("Mcp-Method", method);
        if (name.Length > 0) yield return ("Mcp-Name", name);
    }
}
