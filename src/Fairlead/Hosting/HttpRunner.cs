using Fairlead.Authentication;
using Fairlead.Http;
using Fairlead.Http.Sse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fairlead.Hosting;

/// <summary>Runs an application over HTTP on Kestrel.</summary>
internal static class HttpRunner
{
    // After calls were told to stop they may still say so to their clients.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(McpApp app, CancellationToken cancellationToken)
    {
        var server = new NamedServer(app.Options.Name, app);
        using var telemetry = TelemetryExport.Start(app, servesMetrics: app.Hosting.Metrics);
        await using var web = Build(app, server);
        Map(web, app, server, telemetry);

        // Lifespans are open before hosted services are made, so that these can have them injected.
        await using var host = await McpServerHost.StartAsync(app, web.Services, cancellationToken).ConfigureAwait(false);
        server.Attach(host);
        web.Lifetime.ApplicationStopping.UnsafeRegister(static state => _ = ((McpServerHost)state!).Server.DrainAsync(), host);
        if (!await TryStartAsync(web, app, cancellationToken).ConfigureAwait(false)) return;
        var addresses = web.Urls.Select(static url => url.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal)).ToArray();
        var url = new Uri(addresses[0] + (app.Hosting.Transport == McpTransport.Sse ? LegacySseEndpoint.StreamPath : app.Hosting.Path));
        if (app.Hosting.MetricsPort is not null) app.OperationsUrl = new(addresses[1]);
        Banner.Write(app, url.AbsoluteUri);
        app.NotifyListening(url);
        await web.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
    }

    private static WebApplication Build(McpApp app, NamedServer server)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            EnvironmentName = app.EnvironmentName,
            ContentRootPath = app.Directory,
        });

        // The application has its own sources; ASPNETCORE_URLS and the like must not open other doors than those asked for.
        ((IConfigurationBuilder)builder.Configuration).Sources.Clear();
        builder.Configuration.AddConfiguration(app.Configuration);
        builder.Logging.ClearProviders();
        HttpLogging.AddDefaults(builder.Services);

        // What keeps the host from starting is thrown at the caller, or told in a line of its own.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Information && app.Listening.IsCompleted);
        ConsoleLogs.Add(app);
        foreach (var service in app.Services) builder.Services.Add(service);
        if (app.AuthenticatesCallers) app.Authentication.AddServices(builder.Services);
        builder.Services.Configure<ConsoleLifetimeOptions>(static options => options.SuppressStatusMessages = true);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = app.Options.DrainTimeout + Farewell);
        builder.Services.AddHealthChecks().AddCheck("server", new ServersCheck(new ServerDirectory([server])));
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, app));
        return builder.Build();
    }

    private static void Listen(KestrelServerOptions kestrel, McpApp app)
    {
        kestrel.AddServerHeader = false;
        kestrel.ConfigureEndpointDefaults(static listen => listen.Protocols = HttpProtocols.Http1);
        Listen(kestrel, app.Hosting.Host, app.Hosting.Port, static _ => { });
        if (app.Hosting.MetricsPort is { } port) Listen(kestrel, app.Hosting.Host, port, OperationsPort.Mark);
    }

    private static void Listen(KestrelServerOptions kestrel, string host, int port, Action<ListenOptions> configure)
    {
        if (host == ListenAddress.Any) kestrel.ListenAnyIP(port, configure);
        else kestrel.Listen(ListenAddress.Parse(host), port, configure);
    }

    private static void Map(WebApplication web, McpApp app, NamedServer server, TelemetryExport? telemetry)
    {
        Relaxations.Log(web.Services.GetRequiredService<ILoggerFactory>(), app.Options.Name, app.Hosting, !app.AuthenticatesCallers && !ListenAddress.IsLoopback(app.Hosting.Host));
        TrustedProxies.Use(web, app.Hosting.TrustedProxies);
        var guard = new HostGuard(app.Hosting.AllowedHosts, app.Hosting.AllowedOrigins);
        OperationsEndpoints.Map(web, app, guard, telemetry);
        var gate = new RequestGate(server, guard, app.AuthenticatesCallers ? AuthenticationEndpoints.Map(web, app, server, guard) : null, callerOf: app.CallerOf);
        if (app.Hosting.Transport != McpTransport.Sse) web.Map(app.Hosting.Path, new StreamableHttpEndpoint(server, gate, app.Hosting, sharesRequestServices: false).InvokeAsync);
        if (app.Hosting.Transport != McpTransport.Sse && !app.Hosting.LegacySse) return;
        var sse = new LegacySseEndpoint(server, gate, app.Hosting);
        web.Map(LegacySseEndpoint.StreamPath, sse.StreamAsync);
        web.Map(LegacySseEndpoint.MessagePath, sse.MessageAsync);
    }

    private static async Task<bool> TryStartAsync(WebApplication web, McpApp app, CancellationToken cancellationToken)
    {
        try
        {
            await web.StartAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            app.Stderr.Write($"{app.Hosting.Host}:{app.Hosting.Port} is in use. Choose another port with --port, or 0 for any.\n");
            Environment.ExitCode = 1;
            return false;
        }
    }
}
