using System.Diagnostics;
using System.Globalization;
using Fairlead.Components;
using Fairlead.Pipeline;
using Fairlead.Protocol;
using Fairlead.Telemetry;
using Microsoft.Extensions.Logging;

namespace Fairlead.Engine;

/// <summary>
/// Measures calls, traces them and logs them, where somebody listens. Everything that is a label is registered, or known to the
/// protocol; arguments, results and what a client made up are in none.
/// </summary>
internal sealed partial class CallObserver(McpMetrics metrics, ILogger log, TimeProvider time)
{
    /// <summary>Somebody wants to know.</summary>
    public bool IsWatching => metrics.IsListening || McpTracing.IsListening || log.IsEnabled(LogLevel.Debug);

    /// <summary>Answers a call and tells of it.</summary>
    public ValueTask RunAsync(RequestCall call, McpNext answer)
    {
        if (McpTracing.IsListening) return TraceAsync(call, answer);
        var started = time.GetTimestamp();
        var pending = answer(call);
        if (!pending.IsCompletedSuccessfully) return AwaitAsync(pending, call, started);
        Tell(call, started, null);
        return default;
    }

    /// <summary>Tells of a message that was refused before it reached a method.</summary>
    public void Refused(RequestCall call)
    {
        if (!IsWatching) return;
        using var span = McpTracing.IsListening ? McpTracing.Start(MethodOf(call), call.Message.Meta) : null;
        Tell(call, time.GetTimestamp(), span);
    }

    /// <summary>Tells of a component that has become a task and has now ended.</summary>
    public void TaskEnded(RequestCall call)
    {
        if (metrics.IsListening) metrics.ToolCalled(TargetOf(call)!, OutcomeOf(call, call.Result), time.GetElapsedTime(call.TaskStarted).TotalSeconds);
    }

    /// <summary>How a call ended, as its client knows: one of <see cref="CallOutcome"/>.</summary>
    public static string OutcomeOf(RequestCall call) => call.Task is null ? OutcomeOf(call, call.Answer) : CallOutcome.Task;

    /// <summary>How a component ended, whatever its client was told so far.</summary>
    public static string OutcomeOf(RequestCall call, McpResult result)
    {
        var isFailed = call.Error is not null || result.IsError;
        return call.Lifetime.Reason switch
        {
            AbortReason.Cancelled => CallOutcome.Cancelled,
            AbortReason.TimedOut when isFailed => CallOutcome.Timeout,
            AbortReason.Stopping when isFailed => CallOutcome.Stopped,
            _ when call.Error is not null => CallOutcome.Error,
            _ when isFailed => CallOutcome.ToolError,
            _ when result.IsInputRequired => CallOutcome.InputRequired,
            _ => CallOutcome.Ok,
        };
    }

    private async ValueTask AwaitAsync(ValueTask pending, RequestCall call, long started)
    {
        await pending.ConfigureAwait(false);
        Tell(call, started, null);
    }

    // An async method, so that what is the current span inside of it is so nowhere else.
    private async ValueTask TraceAsync(RequestCall call, McpNext answer)
    {
        var started = time.GetTimestamp();
        using var span = McpTracing.Start(MethodOf(call), call.Message.Meta);
        await answer(call).ConfigureAwait(false);
        Tell(call, started, span);
    }

    private void Tell(RequestCall call, long started, Activity? span)
    {
        var elapsed = time.GetElapsedTime(started);
        var tags = TagsOf(call);
        metrics.OperationEnded(elapsed.TotalSeconds, tags);
        var outcome = OutcomeOf(call);
        if (call.Handler?.Name == MethodNames.ToolsCall && call.Task is null) metrics.ToolCalled(TargetOf(call)!, outcome, elapsed.TotalSeconds);
        if (span is { IsAllDataRequested: true }) Complete(span, call, tags);
        if (log.IsEnabled(LogLevel.Debug)) Log.Ended(log, MethodOf(call), TargetOf(call), outcome, elapsed.TotalMilliseconds, TraceIdOf(call, span));
    }

    private static TagList TagsOf(RequestCall call)
    {
        var tags = new TagList { { TelemetryNames.Method, MethodOf(call) } };
        if (call.Handler?.Name == MethodNames.ToolsCall)
        {
            tags.Add(TelemetryNames.OperationName, TelemetryNames.ExecuteTool);
            tags.Add(TelemetryNames.ToolName, TargetOf(call));
        }
        else if (call.Handler?.Name == MethodNames.PromptsGet)
        {
            tags.Add(TelemetryNames.PromptName, TargetOf(call));
        }

        tags.Add(TelemetryNames.ProtocolVersion, call.Revision.Version);
        if (TransportOf(call.Connection.Transport) is { } transport) tags.Add(TelemetryNames.NetworkTransport, transport);
        if (call.Task is not null) return tags;
        if (call.Error is { } error)
        {
            var code = CodeText(error.Code);
            tags.Add(TelemetryNames.StatusCode, code);
            tags.Add(TelemetryNames.ErrorType, code);
        }
        else if (call.Answer.IsError)
        {
            tags.Add(TelemetryNames.ErrorType, TelemetryNames.ToolError);
        }

        return tags;
    }

    private static void Complete(Activity span, RequestCall call, in TagList tags)
    {
        foreach (var tag in tags)
        {
            span.SetTag(tag.Key, tag.Value);
            if (tag.Key == TelemetryNames.ErrorType) span.SetStatus(ActivityStatusCode.Error);
        }

        if (call.Component is { } component)
        {
            if (component.Kind is ComponentKind.Tool or ComponentKind.Prompt) span.DisplayName = $"{call.Method} {component.Name}";

            // Of a template, not the URI that was read: its variables are arguments.
            else span.SetTag(TelemetryNames.ResourceUri, component.Identity);
        }

        if (!call.Message.Id.IsEmpty) span.SetTag(TelemetryNames.RequestId, McpTracing.IdOf(call.Message.Id));
        if (call.Connection.SessionId is { } session) span.SetTag(TelemetryNames.SessionId, McpTracing.HashOf(session));
        if (call.Channel.RemoteAddress is { } address) span.SetTag(TelemetryNames.ClientAddress, address.ToString());
    }

    private static string MethodOf(RequestCall call) => call.Handler?.Name ?? TelemetryNames.Other;

    private static string? TargetOf(RequestCall call) => call.Component?.Identity ?? (call.Handler is { RunsComponent: true } ? TelemetryNames.Other : null);

    private static string? TraceIdOf(RequestCall call, Activity? span)
    {
        if (span is not null) return span.TraceId.ToHexString();
        return McpTracing.TryReadParent(call.Message.Meta, out var parent) ? parent.TraceId.ToHexString() : null;
    }

    private static string? TransportOf(string transport) => transport switch
    {
        "http" or "sse" => TelemetryNames.Tcp,
        "stdio" => TelemetryNames.Pipe,
        _ => null,
    };

    // The codes of the protocol are known texts; only others are made into one.
    private static string CodeText(int code) => code switch
    {
        ErrorCodes.InvalidParams => "-32602",
        ErrorCodes.MethodNotFound => "-32601",
        ErrorCodes.InternalError => "-32603",
        ErrorCodes.InvalidRequest => "-32600",
        ErrorCodes.Overloaded => "-32000",
        _ => code.ToString(CultureInfo.InvariantCulture),
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "{Method} {Target}: {Outcome} in {Milliseconds:0.###} ms (trace {TraceId})")]
        public static partial void Ended(ILogger logger, string method, string? target, string outcome, double milliseconds, string? traceId);
    }
}
