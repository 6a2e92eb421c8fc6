using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Fairlead.Cli.Tests.Running;

/// <summary>The tool while it runs, with a client that speaks raw messages to it.</summary>
internal sealed class RunningTool : IAsyncDisposable
{
    private readonly Channel<string> _notes = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _seen = new();

    private RunningTool(ChildProcess child) => Child = child;

    public ChildProcess Child { get; private set; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static RunningTool Start(params string[] arguments)
    {
        var tool = new RunningTool(null!);
        tool.Child = ChildProcess.Start([.. Tool.Command, .. arguments], line =>
        {
            tool._seen.Enqueue(line);
            tool._notes.Writer.TryWrite(line);
        });
        return tool;
    }

    public async Task SendAsync(string message)
    {
        await Child.Input.WriteAsync(System.Text.Encoding.UTF8.GetBytes(message + "\n"), Cancelled);
        await Child.Input.FlushAsync(Cancelled);
    }

    /// <summary>The next message, as it is on the wire.</summary>
    public async Task<string> ReadLineAsync() => await Child.Output.ReadLineAsync(Cancelled) ?? throw new InvalidOperationException($"The tool ended: {string.Join('\n', _seen)}");

    /// <summary>The next message.</summary>
    public async Task<JsonObject> ReadAsync() => JsonNode.Parse(await ReadLineAsync())!.AsObject();

    /// <summary>Waits for a line of the standard error.</summary>
    public async Task<string> NoteAsync(string part)
    {
        await foreach (var line in _notes.Reader.ReadAllAsync(Cancelled))
        {
            if (line.Contains(part, StringComparison.Ordinal)) return line;
        }

        throw new InvalidOperationException($"The tool ended: {string.Join('\n', _seen)}");
    }

    public async Task<string> CallAsync(int id, string tool, string arguments, string? revision = null)
    {
        await SendAsync(Call(id, tool, arguments, revision));
        var reply = await ReadAsync();
        Assert.Equal(id, (int)reply["id"]!);
        return (string?)reply["result"]?["content"]?[0]?["text"] ?? reply.ToJsonString();
    }

    public static string Call(int id, string tool, string arguments, string? revision = null)
    {
        var meta = revision is null ? "" : $$""","_meta":{"io.modelcontextprotocol/protocolVersion":{{JsonSerializer.Serialize(revision)}},"io.modelcontextprotocol/clientCapabilities":{} }""";
        return $$"""{"jsonrpc":"2.0","id":{{id}},"method":"tools/call","params":{"name":"{{tool}}","arguments":{{arguments}}{{meta}}} }""";
    }

    /// <summary>The handshake of clients before 2026-07-28.</summary>
    public async Task<JsonObject> InitializeAsync()
    {
        await SendAsync("""{"jsonrpc":"2.0","id":"init","method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""");
        var reply = await ReadAsync();
        await SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        return reply;
    }

    public ValueTask DisposeAsync() => Child.DisposeAsync();
}
