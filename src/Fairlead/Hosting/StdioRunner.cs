using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Fairlead.Hosting;

/// <summary>Runs an application over stdio, without a host: only what is used is started.</summary>
internal static class StdioRunner
{
    public static async Task RunAsync(McpApp app, CancellationToken cancellationToken)
    {
        using var lifetime = new StdioLifetime();
        using var signals = new StopSignals(lifetime.StopApplication);
        await RunAsync(app, lifetime, (host, stop) => ServeAsync(app, host, stop), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts an application, lets it serve, and stops it.</summary>
    /// <param name="app">The application.</param>
    /// <param name="lifetime">What its services are told of.</param>
    /// <param name="serve">Serves with what has started, until the token is signalled.</param>
    /// <param name="cancellationToken">Stops the application.</param>
    internal static async Task RunAsync(McpApp app, StdioLifetime lifetime, Func<McpServerHost, CancellationToken, Task> serve, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        app.Services.TryAddSingleton<IConfiguration>(app.Configuration);
        app.Services.TryAddSingleton<IHostApplicationLifetime>(lifetime);
        app.Services.TryAddSingleton<IHostEnvironment>(new StdioEnvironment(app.EnvironmentName, app.Directory));
        ConsoleLogs.Add(app);
        using var telemetry = TelemetryExport.Start(app, servesMetrics: false);
        LeanLogging.Add(app);
        await using var services = new LazyServices(app.Services);

        // Lifespans are open before hosted services are made, so that these can have them injected.
        await using var host = await McpServerHost.StartAsync(app, services, cancellationToken).ConfigureAwait(false);
        IHostedService[] hosted = services.Has(typeof(IHostedService)) ? [.. services.GetServices<IHostedService>()] : [];
        foreach (var service in hosted) await service.StartAsync(stop.Token).ConfigureAwait(false);
        lifetime.NotifyStarted();
        await serve(host, stop.Token).ConfigureAwait(false);
        lifetime.StopApplication();
        await StopAsync(hosted, app.Options.DrainTimeout).ConfigureAwait(false);
        lifetime.NotifyStopped();
    }

    private static Task ServeAsync(McpApp app, McpServerHost host, CancellationToken stop)
    {
        Banner.Write(app, "stdio");
        if (app is { AuthenticatesCallers: true, ConversationCaller: null }) app.Stderr.Write("Nobody is known over stdio, so only what is open to everybody can be called. Say who calls: MCP__Caller__Subject=NAME, MCP__Caller__Scopes=A,B.\n");
        return host.RunStdioAsync(stop);
    }

    // In reverse order, as the generic host does; every service is stopped even where another fails to.
    private static async Task StopAsync(IHostedService[] hosted, TimeSpan timeout)
    {
        using var patience = new CancellationTokenSource(timeout);
        List<Exception>? failures = null;
        foreach (var service in hosted.Reverse())
        {
            try
            {
                await service.StopAsync(patience.Token).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                (failures ??= []).Add(exception);
            }
        }

        if (failures is not null) throw new AggregateException("Hosted services failed to stop.", failures);
    }
}
