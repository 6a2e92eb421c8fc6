using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Fairlead.Cli.Tests;

/// <summary>A server that defines whatever a test wants, byte by byte, and may change its mind.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public StubServer()
    {
        var port = FreePort.Find();
        Url = $"http://127.0.0.1:{port}/mcp";
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url { get; }

    public string Name { get; set; } = "stub";

    public string Version { get; set; } = "1.0.0";

    /// <summary>The instructions as a JSON string.</summary>
    public string Instructions { get; set; } = "\"Be kind.\"";

    /// <summary>The items of tools/list, as JSON.</summary>
    public string Tools { get; set; } = Tool("search", "Searches.");

    public static string Tool(string name, string description) => $$"""{"name":"{{name}}","description":"{{description}}","inputSchema":{"type":"object","properties":{"query":{"type":"string"} } } }""";

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            await AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var response = context.Response;
        // A kept connection may be closed by the listener just when the next client's request is on its way.
        response.KeepAlive = false;
        if (context.Request.HttpMethod != "POST")
        {
            response.StatusCode = 405;
            return;
        }

        var request = (await JsonNode.ParseAsync(context.Request.InputStream))!;
        if (request["id"] is not { } id)
        {
            response.StatusCode = 202;
            return;
        }

        var result = (string?)request["method"] switch
        {
            "initialize" => $$$"""{"protocolVersion":"2025-06-18","capabilities":{"tools":{} },"serverInfo":{"name":"{{{Name}}}","version":"{{{Version}}}"},"instructions":{{{Instructions}}} }""",
            "tools/list" => $$"""{"tools":[{{Tools}}]}""",
            _ => null,
        };
        response.ContentType = "application/json";
        var reply = Encoding.UTF8.GetBytes(result is null
            ? $$$"""{"jsonrpc":"2.0","id":{{{id.ToJsonString()}}},"error":{"code":-32601,"message":"Method not found"} }"""
            : $$$"""{"jsonrpc":"2.0","id":{{{id.ToJsonString()}}},"result":{{{result}}} }""");
        response.ContentLength64 = reply.Length;
        await response.OutputStream.WriteAsync(reply);
    }
}
