using System.Security.Claims;
using System.Text.Json.Nodes;
using Fairlead.Protocol;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace Fairlead.Engine;

/// <summary>The author's view of a call. Once the call has ended it does nothing more, whoever still holds it.</summary>
internal sealed class RequestContext(RequestCall call, ILoggerFactory loggers) : McpContext
{
    private readonly Lock _lock = new();
    private RequestCall? _call = call;
    private ILogger? _log;
    private CallerState? _state;
    private double _progress = double.NegativeInfinity;

    public override ClaimsPrincipal Caller => Live.Caller;

    public override IServiceProvider Services => Live.Services;

    public override CancellationToken CancellationToken => Live.CancellationToken;

    public override ILogger Log => _log ??= new ClientLogger(this, loggers.CreateLogger($"Fairlead.Components.{Live.Component?.Name ?? Live.Method}"), Live.Component?.Name ?? Live.Method);

    public override CallerState State => _state ??= new CallerState(Live.Server.StateStore, StateOwner.Of(Live.Caller, Live.Connection));

    private RequestCall Live => _call ?? throw new ObjectDisposedException(
        nameof(McpContext), "The call has ended. An McpContext is valid until the method's task has completed; do not keep it.");

    public override ValueTask ReportProgressAsync(double progress, double? total = null, string? message = null)
    {
        using var buffer = new PooledBuffer();
        lock (_lock)
        {
            if (_call is not { } call || call.Message.ProgressToken.IsEmpty || !(progress > _progress) || double.IsInfinity(progress)) return default;
            _progress = progress;
            if (total is { } value && !double.IsFinite(value)) total = null;
            NotificationWriter.WriteProgress(buffer, call.Message.ProgressToken.Span, progress, total, message, call.Revision);

            // Within the lock: progress that increases must also arrive in that order.
            return call.Channel.SendAsync(buffer.WrittenMemory);
        }
    }

    public override ValueTask<CallToolResult> CallToolAsync(string name, JsonObject? arguments = null, CancellationToken cancellationToken = default) =>
        NestedCalls.CallAsync<CallToolResult>(Live, MethodNames.ToolsCall, "name", name, arguments, cancellationToken);

    public override ValueTask<ReadResourceResult> ReadResourceAsync(string uri, CancellationToken cancellationToken = default) =>
        NestedCalls.CallAsync<ReadResourceResult>(Live, MethodNames.ResourcesRead, "uri", uri, null, cancellationToken);

    /// <summary>Whether the client wants logs of a severity with this call.</summary>
    public bool WantsLog(LogSeverity severity)
    {
        lock (_lock)
        {
            if (_call is not { } call) return false;
            var level = call.Revision.IsModern ? LogLevels.Find(call.Message.MetaLogLevel) : call.Connection.LogLevel;
            return severity >= level;
        }
    }

    /// <summary>Sends a log message to the client.</summary>
    public ValueTask SendLogAsync(LogSeverity severity, string logger, string text)
    {
        using var buffer = new PooledBuffer();
        NotificationWriter.WriteLog(buffer, severity, logger, text);
        lock (_lock) return _call is { } call ? call.Channel.SendAsync(buffer.WrittenMemory) : default;
    }

    /// <summary>The call has ended.</summary>
    public void Detach()
    {
        lock (_lock) _call = null;
    }
}
