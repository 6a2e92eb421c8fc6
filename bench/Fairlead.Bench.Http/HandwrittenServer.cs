using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fairlead.Bench.Http;

/// <summary>
/// What could be had without any framework: one endpoint that reads what it must of the request and writes the very bytes of
/// the reply. It checks nothing.
/// </summary>
internal static class HandwrittenServer
{
    private const string Stamp =
        ",\"_meta\":{\"io.modelcontextprotocol/serverInfo\":{\"name\":\"bench\",\"version\":\"1.0.0\"}}}}";

    private static byte[] _listing = [];

    public static async Task RunAsync(string port, int tools)
    {
        _listing = Encoding.UTF8.GetBytes(Tools(tools));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhost(int.Parse(port, CultureInfo.InvariantCulture));
        });
        await using var app = builder.Build();
        app.MapPost("/mcp", AnswerAsync);
        await app.RunAsync();
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        var read = await reader.ReadAsync();
        while (!read.IsCompleted)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync();
        }

        var reply = Reply(read.Buffer);
        reader.AdvanceTo(read.Buffer.End);
        var response = context.Response;
        response.ContentType = "application/json";
        response.ContentLength = reply.Length;
        await response.StartAsync();
        response.BodyWriter.Write(reply);
        await response.BodyWriter.FlushAsync();
    }

    private static byte[] Reply(in ReadOnlySequence<byte> body)
    {
        var json = new Utf8JsonReader(body);
        var (id, isCall, name, times, loud) = (0L, false, "", 0, false);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName) continue;
            if (json.ValueTextEquals("id"u8) && json.Read()) id = json.GetInt64();
            else if (json.ValueTextEquals("method"u8) && json.Read()) isCall = json.ValueTextEquals("tools/call"u8);
            else if (json.ValueTextEquals("times"u8) && json.Read()) times = json.GetInt32();
            else if (json.ValueTextEquals("loud"u8) && json.Read()) loud = json.GetBoolean();
            else if (json.ValueTextEquals("name"u8) && json.CurrentDepth == 3 && json.Read()) name = json.GetString()!;
        }

        if (!isCall) return _listing;
        var greeting = loud && times > 0 ? $"HELLO, {name}!" : $"Hello, {name}!";
        return Encoding.UTF8.GetBytes(
            $"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"result\":{{\"content\":[{{\"type\":\"text\",\"text\":\"{JsonEncodedText.Encode(greeting)}\"}}],\"resultType\":\"complete\"{Stamp}");
    }

    private static string Tools(int count)
    {
        var text = new StringBuilder("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[")
            .Append("{\"name\":\"greet\",\"title\":\"Greet\",\"description\":\"Greet someone by name.\",\"inputSchema\":{\"type\":\"object\",\"properties\":{")
            .Append("\"name\":{\"type\":\"string\"},\"times\":{\"type\":\"integer\"},\"loud\":{\"type\":\"boolean\"}},")
            .Append("\"required\":[\"name\",\"times\",\"loud\"],\"additionalProperties\":false}}");
        for (var i = 1; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $",{{\"name\":\"tool_{i}\",\"title\":\"Tool {i}\",\"description\":\"A tool that is listed.\",")
                .Append("\"inputSchema\":{\"type\":\"object\",\"properties\":{\"path\":{\"type\":\"string\"}},\"required\":[\"path\"],\"additionalProperties\":false}}");
        }

        return text.Append("],\"resultType\":\"complete\",\"ttlMs\":0,\"cacheScope\":\"private\"").Append(Stamp).ToString();
    }
}
