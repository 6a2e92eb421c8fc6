using Fairlead.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairlead.Hosting;

/// <summary>What operators ask a server over HTTP: whether it is well, and what it has measured.</summary>
internal static class OperationsEndpoints
{
    private const string Metrics = "/metrics";
    private const string Health = "/health";

    // An endpoint that the port of metrics and health serves.
    private static readonly object Served = new();

    /// <summary>Whether a path is spoken for.</summary>
    public static bool Takes(string path)
    {
        var trimmed = path.TrimEnd('/');
        return trimmed.Equals(Metrics, StringComparison.OrdinalIgnoreCase)
            || trimmed.Equals(Health, StringComparison.OrdinalIgnoreCase)
            || trimmed.StartsWith(Health + "/", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Maps <c>/health</c>, <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>.</summary>
    public static void Map(WebApplication web, McpApp app, HostGuard guard, TelemetryExport? telemetry)
    {
        var response = new HealthResponse(app.Options, web.Services.GetService<TimeProvider>() ?? TimeProvider.System);
        var all = new HealthCheckOptions { ResponseWriter = response.WriteAsync, AllowCachingResponses = false };

        // Alive is who answers: nothing that the process depends on may have it killed.
        var live = new HealthCheckOptions { ResponseWriter = response.WriteAsync, AllowCachingResponses = false, Predicate = static _ => false };
        web.MapHealthChecks(Health, all).WithMetadata(Served);
        web.MapHealthChecks(Health + "/ready", all).WithMetadata(Served);
        web.MapHealthChecks(Health + "/live", live).WithMetadata(Served);
        if (TelemetryExport.IsSupported && app.Hosting.Metrics) MapMetrics(web, app.Hosting, guard, telemetry!);
        if (app.Hosting.MetricsPort is not { } port) return;
        web.Use(ServeNothingElse);
        if (!ListenAddress.IsLoopback(app.Hosting.Host)) Relaxations.LogMetrics(web.Services.GetRequiredService<ILoggerFactory>(), app.Options.Name, port);
    }

    private static void MapMetrics(WebApplication web, McpAppOptions options, HostGuard guard, TelemetryExport telemetry)
    {
        var hasOwnPort = options.MetricsPort is not null;
        web.MapPrometheusScrapingEndpoint(
            Metrics,
            telemetry.Metrics,
            branch => branch.Use(next => context => (hasOwnPort ? OperationsPort.Took(context) : IsOfThisMachine(context, guard)) ? next(context) : NotFound(context)),
            optionsName: null).WithMetadata(Served);
    }

    private static RequestDelegate ServeNothingElse(RequestDelegate next) => context =>
        OperationsPort.Took(context) && context.GetEndpoint()?.Metadata.Contains(Served) != true ? NotFound(context) : next(context);

    // A proxy of this machine speaks for others, and says so. A page in a browser of this machine does too.
    private static bool IsOfThisMachine(HttpContext context, HostGuard guard)
    {
        var headers = context.Request.Headers;
        return Loopback.Is(context.Connection.RemoteIpAddress)
            && !headers.ContainsKey("Forwarded") && !headers.ContainsKey("X-Forwarded-For") && !headers.ContainsKey("X-Real-IP") && !headers.ContainsKey("Via")
            && guard.Check(headers, context.Connection.LocalIpAddress) is null;
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
