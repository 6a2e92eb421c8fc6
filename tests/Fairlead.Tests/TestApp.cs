using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Tests;

/// <summary>An application that listens on a free port of this machine until it is disposed.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    private TestApp(McpApp app, McpTransport transport)
    {
        App = app;
        _running = app.RunAsync(transport, _stop.Token);
    }

    public McpApp App { get; }

    public Uri Url { get; private set; } = null!;

    public static async Task<TestApp> StartAsync(Action<McpApp> configure, TimeProvider? time = null, McpTransport transport = McpTransport.Http)
    {
        var app = McpApp.Create("test", ["--port", "0"]);
        app.Options.Version = "1.2.3";
        app.Configuration["Logging:LogLevel:Default"] = "Error";
        if (time is not null) app.Services.AddSingleton(time);
        configure(app);
        var test = new TestApp(app, transport);
        var first = await Task.WhenAny(app.Listening, test._running);
        await first;
        test.Url = await app.Listening;
        return test;
    }

    public Task<RawHttp> ConnectAsync() => RawHttp.ConnectAsync(Url);

    /// <summary>One request on a connection of its own.</summary>
    public async Task<RawReply> AskAsync(Post post)
    {
        await using var connection = await ConnectAsync();
        return await connection.AskAsync(post);
    }

    /// <summary>Tells the application to stop, and waits until it has.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }
}
