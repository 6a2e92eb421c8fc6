using System.Security.Claims;
using System.Text;
using Fairlead.Components;
using Fairlead.Testbed;
using Fairlead.Transports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Core.Tests;

/// <summary>A client that sends and receives lines as they are, connected to a server in memory.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly McpServerHost _host;
    private readonly McpServerBuilder _builder;
    private readonly InMemoryConnection _connection;
    private readonly StreamReader _reader;
    private readonly ConversationOracle _oracle = new();
    private readonly bool _ownsServer;

    private RawClient(ServiceProvider services, McpServerHost host, McpServerBuilder builder, FakeTimeProvider time, bool ownsServer, ClaimsPrincipal? caller)
    {
        _services = services;
        _host = host;
        _builder = builder;
        _ownsServer = ownsServer;
        Time = time;
        _connection = host.Connect(caller);
        _reader = new StreamReader(_connection.Output, new UTF8Encoding(false, throwOnInvalidBytes: true));
    }

    public FakeTimeProvider Time { get; }

    public ComponentSet Components => _builder.Components;

    public IMcpNotifier Notifier => _services.GetRequiredService<IMcpNotifier>();

    public static async Task<RawClient> ConnectAsync(Action<McpServerBuilder> configure, ClaimsPrincipal? caller = null)
    {
        var time = new FakeTimeProvider();
        var collection = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(time);
        var builder = new McpServerBuilder("test", collection);
        builder.Options.Version = "1.2.3";
        configure(builder);
        var services = collection.BuildServiceProvider();
        return new RawClient(services, await McpServerHost.StartAsync(builder, services), builder, time, ownsServer: true, caller);
    }

    /// <summary>Another connection to the same server.</summary>
    public RawClient Connect(ClaimsPrincipal? caller = null) => new(_services, _host, _builder, Time, ownsServer: false, caller);

    /// <summary>Tells the server to stop, and waits for what it waits for.</summary>
    public ValueTask StopAsync() => _host.DisposeAsync();

    public Task SendAsync(string line) => SendAsync(Encoding.UTF8.GetBytes(line + "\n"));

    public async Task SendAsync(byte[] bytes)
    {
        foreach (var line in bytes.AsSpan().Split((byte)'\n')) _oracle.Sent(bytes.AsSpan()[line]);
        await _connection.Input.WriteAsync(bytes);
        await _connection.Input.FlushAsync();
    }

    public async Task<string> ReceiveAsync()
    {
        var line = await _reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new EndOfStreamException("The server has closed the connection.");
        _oracle.Received(line);
        return line;
    }

    public async Task<string> AskAsync(string line)
    {
        await SendAsync(line);
        return await ReceiveAsync();
    }

    /// <summary>Asks again and again until the reply has a text.</summary>
    public async Task<string> UntilAsync(Func<string> ask, string expected)
    {
        while (true)
        {
            var reply = await AskAsync(ask());
            if (reply.Contains(expected, StringComparison.Ordinal)) return reply;
        }
    }

    /// <summary>Lets time pass, step by step, until something has happened.</summary>
    public async Task AdvanceUntilAsync(Task happened, TimeSpan step)
    {
        while (!happened.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            Time.Advance(step);
            await Task.Yield();
        }
    }

    /// <summary>Opens a legacy conversation.</summary>
    public async Task<string> InitializeAsync(string version, string capabilities = "{}")
    {
        var reply = await AskAsync(Messages.Legacy(
            "initialize", $$"""
            "protocolVersion":"{{version}}","capabilities":{{capabilities}},"clientInfo":{"name":"t","version":"1"}
            """, "0"));
        await SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        return reply;
    }

    /// <summary>The rest of what the server sends after the input has ended.</summary>
    public async Task<string> EndAsync()
    {
        await _connection.Input.DisposeAsync();
        var rest = await _reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        foreach (var line in rest.Split('\n', StringSplitOptions.RemoveEmptyEntries)) _oracle.Received(line);
        return rest;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        if (!_ownsServer) return;
        await _host.DisposeAsync();
        await _services.DisposeAsync();
    }
}
