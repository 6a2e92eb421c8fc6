using System.Diagnostics;
using System.Security.Cryptography;
using Fairlead.Components;
using Fairlead.Protocol;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace Fairlead.Engine;

/// <summary>
/// Turns exceptions into what a client may know of them: an author's <see cref="ToolException"/>, and the official SDK's
/// exceptions for clients, as written; anything else as a generic message with a correlation id under which the log has the whole.
/// </summary>
internal sealed partial class CallFailures(ILogger log, McpServerOptions options)
{
    /// <summary>Writes the failure into the call.</summary>
    public void Record(RequestCall call, Exception exception)
    {
        call.Exception = exception;
        switch (exception)
        {
            case MissingCapabilityException missing when call.Revision.IsModern && call.Task is null:
                call.Refuse(JsonRpcError.MissingCapability(missing.Path, missing.Message));
                break;
            case ToolException:
                Answer(call, exception.Message);
                break;
            case McpProtocolException protocol:
                call.Fail(new JsonRpcError((int)protocol.ErrorCode, protocol.Message));
                break;
            case McpException:
                Answer(call, exception.Message);
                break;
            case ResourceNotFoundException when call.Uri is not null:
                call.ResourceNotFound();
                break;
            case OperationCanceledException when call.Lifetime.Reason != AbortReason.None:
                Answer(call, TextOf(call));
                break;
            default:
                var id = CorrelationId();
                Log.Failed(log, call.Component?.ToString() ?? call.Method, id, exception);
                Answer(call, $"{Subject(call)} failed. The server's log has the details under id {id}.");
                break;
        }
    }

    /// <summary>What the client is told of a call that was stopped.</summary>
    public string TextOf(RequestCall call)
    {
        if (call.Lifetime.Reason != AbortReason.TimedOut) return $"{Subject(call)} was stopped: the server is shutting down.";
        var id = CorrelationId();
        var timeout = call.Task is null ? call.Component?.Timeout ?? options.DefaultTimeout : call.Server.Tasks!.TimeToLive;
        Log.TimedOut(log, call.Component?.ToString() ?? call.Method, timeout.TotalSeconds, id);
        return $"{Subject(call)} timed out after {timeout.TotalSeconds:0.###} s. The server's log has the details under id {id}.";
    }

    private static void Answer(RequestCall call, string text)
    {
        if (call.Component is Tool) call.Result.SetError(text);
        else call.Fail(new JsonRpcError(ErrorCodes.InternalError, text));
    }

    private static string Subject(RequestCall call) => call.Component switch
    {
        Tool tool => $"Tool {tool.Name}",
        Prompt prompt => $"Prompt {prompt.Name}",
        null => $"Method {call.Method}",
        _ => $"Resource {call.Uri}",
    };

    private static string CorrelationId() =>
        Activity.Current?.TraceId.ToHexString() ?? RandomNumberGenerator.GetHexString(16, lowercase: true);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Component} failed (id {CorrelationId})")]
        public static partial void Failed(ILogger logger, string component, string correlationId, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "{Component} timed out after {Seconds} s (id {CorrelationId})")]
        public static partial void TimedOut(ILogger logger, string component, double seconds, string correlationId);
    }
}
