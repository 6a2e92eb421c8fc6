using System.Diagnostics.CodeAnalysis;
using Fairlead.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Fairlead.Hosting;

/// <summary>
/// The OpenTelemetry SDK, where metrics are served or <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where all telemetry goes. Nothing of it
/// is loaded otherwise.
/// </summary>
internal sealed class TelemetryExport : IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private readonly TracerProvider? _traces;

    private TelemetryExport(McpApp app, bool servesMetrics, bool sends)
    {
        var metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton<IConfiguration>(app.Configuration))
            .SetResourceBuilder(Resource(app))
            .AddMeter(McpTelemetry.SourceName, McpTelemetry.SourceName + ".*");
        if (servesMetrics) metrics.AddPrometheusExporter(SetFormat);
        if (sends) metrics.AddOtlpExporter();
        Metrics = metrics.Build();
        if (!sends) return;
        _traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton<IConfiguration>(app.Configuration))
            .SetResourceBuilder(Resource(app))
            .AddSource(McpTelemetry.SourceName, "Microsoft.AspNetCore")
            .AddOtlpExporter()
            .Build();
        app.Logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(Resource(app)).AddOtlpExporter());
    }

    /// <summary>
    /// Whether the program has the SDK in it. A trimmed program that sets <c>FairleadOpenTelemetry</c> to false leaves it out.
    /// </summary>
    [FeatureSwitchDefinition("Fairlead.OpenTelemetry.IsSupported")]
    public static bool IsSupported => !AppContext.TryGetSwitch("Fairlead.OpenTelemetry.IsSupported", out var isSupported) || isSupported;

    /// <summary>The metrics.</summary>
    public MeterProvider Metrics { get; }

    /// <summary>Starts exporting, where there is anything to export.</summary>
    public static TelemetryExport? Start(McpApp app, bool servesMetrics)
    {
        if (!IsSupported) return null;
        var sends = !string.IsNullOrEmpty(app.Configuration[Endpoint]);
        return servesMetrics || sends ? new(app, servesMetrics, sends) : null;
    }

    /// <summary>Sends what was not sent yet.</summary>
    public void Dispose()
    {
        _traces?.Dispose();
        Metrics.Dispose();
    }

    // The environment (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) is last, and so has the last word.
    private static ResourceBuilder Resource(McpApp app) => ResourceBuilder.CreateEmpty()
        .AddService(app.Options.Name, serviceVersion: app.Options.Version, autoGenerateServiceInstanceId: false)
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();

    // Labels are those of the instruments and no others.
    private static void SetFormat(PrometheusAspNetCoreOptions options)
    {
        options.ScopeInfoEnabled = false;
        options.ScrapeResponseCacheDurationMilliseconds = 0;
    }
}
