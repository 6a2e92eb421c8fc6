using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Cli.Tests;

/// <summary>A server that does wrong what can be done wrong: it answers everybody, to every name, whatever they say, and shows its inside.</summary>
internal sealed class BadServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public BadServer()
    {
        var port = FreePort.Find();
        // Any name: a listener for one host would refuse the others by itself.
        _listener.Prefixes.Add($"http://*:{port}/");
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{port}/mcp");
        _serving = ServeAsync();
    }

    public Uri Url { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream);
            var body = await reader.ReadToEndAsync();
            context.Response.ContentType = "application/json";
            context.Response.AddHeader("Access-Control-Allow-Origin", "*");
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(Answer(body)));
            context.Response.Close();
        }
    }

    private static string Answer(string body)
    {
        JsonElement message;
        try
        {
            message = JsonElement.Parse(body);
        }
        catch (JsonException exception)
        {
            return new JsonObject { ["jsonrpc"] = "2.0", ["id"] = null, ["result"] = new JsonObject { ["trace"] = exception + "\n   at Server.Read(String) in /src/Server.cs:line 7" } }.ToJsonString();
        }

        var tool = new JsonObject { ["name"] = "do", ["description"] = "Does\u200Bit.", ["inputSchema"] = new JsonObject { ["type"] = "object" } };
        return new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = message.TryGetProperty("id", out var id) ? JsonNode.Parse(id.GetRawText()) : null,
            ["result"] = new JsonObject { ["tools"] = new JsonArray(tool), ["resultType"] = "complete" },
        }.ToJsonString();
    }
}
