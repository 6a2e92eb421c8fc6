using System.Collections.Concurrent;
using System.Security.Claims;
using Fairlead.Hosting;
using Fairlead.Testing.Wires;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Testing.Running;

/// <summary>An application that listens on a free port of this machine.</summary>
internal sealed class HttpApp : RunningApp
{
    // Worth nothing but in this process, and not to be guessed by others on this machine.
    private const string CallerHeader = "Fairlead-Test-Caller";

    private readonly ConcurrentDictionary<string, ClaimsPrincipal> _callers = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private Uri _url = null!;

    private HttpApp(McpApp app, McpTestOptions options) : base(app, options)
    {
    }

    public override string Description => $"over HTTP at {_url}";

    public static async Task<HttpApp> StartAsync(McpApp app, McpTestOptions options, CancellationToken cancellationToken)
    {
        var http = new HttpApp(app, options);
        app.Prepare(McpTransport.Http);
        (app.Hosting.Host, app.Hosting.Port, app.Hosting.MetricsPort) = ("127.0.0.1", 0, null);
        app.CallerOf = http.CallerOf;
        using var startup = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), http._stop);
        http._running = HttpRunner.RunAsync(app, http._stop.Token);

        // What keeps the application from starting is thrown here.
        await await Task.WhenAny(app.Listening, http._running).ConfigureAwait(false);
        http._url = await app.Listening.ConfigureAwait(false);
        return http;
    }

    public override Wire Connect(McpTestOptions options)
    {
        var headers = options.Headers.ToList();
        if (options.Caller is { } caller)
        {
            var key = Guid.NewGuid().ToString("N");
            _callers[key] = caller;
            headers.Add(new(CallerHeader, key));
        }

        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
        return new HttpWire(client, _url, options.Revision, headers, ownsClient: true);
    }

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        Metrics?.Dispose();
        _stop.Dispose();
    }

    private ClaimsPrincipal? CallerOf(HttpContext context) =>
        context.Request.Headers[CallerHeader] is [{ } key] && _callers.TryGetValue(key, out var caller) ? caller : null;
}
