using Fairlead.Hosting;
using Fairlead.Testing.Wires;

namespace Fairlead.Testing.Running;

/// <summary>An application within the process, run as over stdio but for the streams.</summary>
internal sealed class LocalApp : RunningApp
{
    private readonly StdioLifetime _lifetime = new();
    private readonly TaskCompletionSource<McpServerHost> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Over _over;
    private McpServerHost _host = null!;
    private Task _running = Task.CompletedTask;

    private LocalApp(McpApp app, Over over, McpTestOptions options) : base(app, options) => _over = over;

    public override string Description => _over == Over.Stdio ? "as over stdio" : "in memory";

    public static async Task<LocalApp> StartAsync(McpApp app, Over over, McpTestOptions options, CancellationToken cancellationToken)
    {
        var local = new LocalApp(app, over, options);
        app.Prepare(McpTransport.Stdio);
        local._running = StdioRunner.RunAsync(app, local._lifetime, local.ServeAsync, cancellationToken);

        // What keeps the application from starting is thrown here.
        await await Task.WhenAny(local._started.Task, local._running).ConfigureAwait(false);
        local._host = await local._started.Task.ConfigureAwait(false);
        return local;
    }

    public override Wire Connect(McpTestOptions options) =>
        new LineWire(_over == Over.Stdio ? _host.ConnectAsStdio(options.Caller) : _host.Connect(options.Caller));

    public override async ValueTask DisposeAsync()
    {
        _ended.TrySetResult();
        await _running.ConfigureAwait(false);
        Metrics?.Dispose();
        _lifetime.Dispose();
    }

    private async Task ServeAsync(McpServerHost host, CancellationToken stop)
    {
        _started.SetResult(host);
        await using var registration = stop.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), _ended).ConfigureAwait(false);
        await _ended.Task.ConfigureAwait(false);
    }
}
