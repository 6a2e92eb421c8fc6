using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Fairlead.Telemetry;

/// <summary>
/// All instruments. What counts rare events is read when somebody collects, so that it costs an addition and starts at zero;
/// what measures calls is recorded where somebody listens.
/// </summary>
internal sealed class McpMetrics
{
    // Seconds. The conventions' boundaries, and finer ones below: a call that never waits is done within half a millisecond.
    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300],
    };

    private static readonly Meter Shared = new(McpTelemetry.SourceName, Version);
    private static readonly ConditionalWeakTable<Meter, McpMetrics> Known = [];

    private readonly Histogram<double> _operations;
    private readonly Counter<long> _toolCalls;
    private readonly Histogram<double> _toolDuration;
    private ImmutableArray<IMeteredServer> _servers = [];
    private long _rateLimitRejections;
    private long _authFailures;
    private long _auditRecords;
    private long _auditDropped;
    private long _sessions;

    private McpMetrics(Meter meter)
    {
        _operations = meter.CreateHistogram(
            TelemetryNames.OperationDuration, "s", "How long MCP requests and notifications took the server.", tags: null, Buckets);
        _toolCalls = meter.CreateCounter<long>(TelemetryNames.ToolCalls, null, "Calls of tools, by how they ended.");
        _toolDuration = meter.CreateHistogram(TelemetryNames.ToolDuration, "s", "How long calls of tools took.", tags: null, Buckets);
        meter.CreateObservableUpDownCounter(TelemetryNames.RequestsInFlight, () => _servers.Sum(server => (long)server.RequestsInFlight), null, "Calls of tools, resources and prompts that run now.");
        meter.CreateObservableCounter(TelemetryNames.RateLimitRejections, () => Interlocked.Read(ref _rateLimitRejections), null, "Requests refused by a rate limit.");
        meter.CreateObservableCounter(TelemetryNames.AuthFailures, () => Interlocked.Read(ref _authFailures), null, "Requests refused because nobody known, or nobody permitted, sent them.");
        meter.CreateObservableCounter(TelemetryNames.AuditRecords, () => Interlocked.Read(ref _auditRecords), null, "Audit records that their sink has kept.");
        meter.CreateObservableCounter(TelemetryNames.AuditDropped, () => Interlocked.Read(ref _auditDropped), null, "Audit records that were dropped.");
        meter.CreateObservableUpDownCounter(TelemetryNames.SubscriptionsActive, () => _servers.Sum(server => (long)server.Subscriptions), null, "Subscriptions that are open.");
        meter.CreateObservableUpDownCounter(TelemetryNames.SessionsActive, () => Interlocked.Read(ref _sessions), null, "HTTP sessions that are open.");
        meter.CreateObservableGauge(TelemetryNames.BuildInfo, BuildInfo, null, "The servers of this process: always 1.");
    }

    /// <summary>Somebody listens to what is measured of calls.</summary>
    public bool IsListening => _operations.Enabled || _toolCalls.Enabled || _toolDuration.Enabled;

    private static string Version => typeof(McpMetrics).Assembly.GetName().Version!.ToString(3);

    /// <summary>The instruments of an application: of its meter factory where it has one, otherwise of the process.</summary>
    public static McpMetrics Of(IMeterFactory? factory) =>
        Known.GetValue(factory?.Create(McpTelemetry.SourceName, Version) ?? Shared, static meter => new(meter));

    /// <summary>A server has started.</summary>
    public void Add(IMeteredServer server) => ImmutableInterlocked.Update(ref _servers, static (servers, one) => servers.Add(one), server);

    /// <summary>A server has stopped.</summary>
    public void Remove(IMeteredServer server) => ImmutableInterlocked.Update(ref _servers, static (servers, one) => servers.Remove(one), server);

    /// <summary>A request or notification has been dealt with.</summary>
    public void OperationEnded(double seconds, in TagList tags) => _operations.Record(seconds, tags);

    /// <summary>A tool was called.</summary>
    /// <param name="tool">The name of a registered tool, or <see cref="TelemetryNames.Other"/>.</param>
    /// <param name="outcome">One of <see cref="CallOutcome"/>.</param>
    /// <param name="seconds">How long it took.</param>
    public void ToolCalled(string tool, string outcome, double seconds)
    {
        var label = new KeyValuePair<string, object?>(TelemetryNames.Tool, tool);
        _toolCalls.Add(1, label, new(TelemetryNames.Outcome, outcome));
        _toolDuration.Record(seconds, label);
    }

    /// <summary>A rate limit refused a request.</summary>
    public void RateLimited() => Interlocked.Increment(ref _rateLimitRejections);

    /// <summary>A request was refused because nobody known, or nobody permitted, sent it.</summary>
    public void AuthFailed() => Interlocked.Increment(ref _authFailures);

    /// <summary>A sink has kept audit records.</summary>
    public void AuditRecorded(int count) => Interlocked.Add(ref _auditRecords, count);

    /// <summary>An audit record was dropped.</summary>
    public void AuditDropped() => Interlocked.Increment(ref _auditDropped);

    /// <summary>An HTTP session was opened.</summary>
    public void SessionOpened() => Interlocked.Increment(ref _sessions);

    /// <summary>An HTTP session was closed.</summary>
    public void SessionClosed() => Interlocked.Decrement(ref _sessions);

    private IEnumerable<Measurement<int>> BuildInfo()
    {
        foreach (var server in _servers)
        {
            yield return new(1, new(TelemetryNames.Name, server.Name), new KeyValuePair<string, object?>(TelemetryNames.Version, server.Version));
        }
    }
}
