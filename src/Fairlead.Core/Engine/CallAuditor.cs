using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Claims;
using Fairlead.Auditing;
using Fairlead.Components;
using Fairlead.Pipeline;
using Fairlead.Protocol;
using Fairlead.Telemetry;

namespace Fairlead.Engine;

/// <summary>
/// Makes a record of every call of a tool, resource or prompt, whether it is let through or not, and of what is refused before a
/// method is known.
/// </summary>
internal sealed class CallAuditor(AuditTrail trail, AuditRefusals refusals, byte[]? key, TimeProvider time)
{
    private const int MaxText = 128;

    private static readonly JsonRpcError Refusal = new(
        ErrorCodes.InternalError, "The server cannot keep an audit record of this call at the moment, and so does not answer it.");

    /// <summary>Answers a call and records it.</summary>
    public ValueTask RunAsync(RequestCall call, McpNext answer)
    {
        if (!call.Handler!.RunsComponent) return answer(call);
        if (trail.Refuses)
        {
            call.Refuse(Refusal);
            return default;
        }

        var started = time.GetTimestamp();
        var pending = answer(call);
        if (!pending.IsCompletedSuccessfully) return AwaitAsync(pending, call, started);
        var kept = trail.AppendAsync(Describe(call, started));
        if (!kept.IsCompletedSuccessfully) return WithholdUnlessAsync(kept, call);
        if (!kept.Result) Withhold(call);
        return default;
    }

    /// <summary>Records how a task ended. Its first record says that it was begun.</summary>
    public async ValueTask TaskEndedAsync(RequestCall call)
    {
        var record = Describe(call, call.TaskStarted, CallObserver.OutcomeOf(call, call.Result), call.Error, call.Result);
        if (!await trail.AppendAsync(record).ConfigureAwait(false)) call.Fail(Refusal);
    }

    /// <summary>Records a message that was refused before a method was known.</summary>
    public void Refused(RequestCall call)
    {
        if (refusals.TryTake()) refusals.Append(Describe(call, time.GetTimestamp(), CallOutcome.Refused, call.Error, call.Result));
    }

    /// <summary>Records a request that was refused before a message was read from it.</summary>
    /// <param name="transport">The transport.</param>
    /// <param name="address">Where it came from.</param>
    /// <param name="reason">Why, in a few words, of which none is the client's.</param>
    /// <param name="code">The JSON-RPC error code of the answer.</param>
    public void Refused(string transport, IPAddress? address, string reason, int code)
    {
        if (!refusals.TryTake()) return;
        var now = time.GetUtcNow();
        refusals.Append(new()
        {
            Id = Guid.CreateVersion7(now),
            Time = now,
            Address = address,
            Transport = transport,
            Revision = "",
            Method = "",
            IsAllowed = false,
            Reason = reason,
            Outcome = CallOutcome.Refused,
            ErrorCode = code,
            TraceId = Activity.Current?.TraceId.ToHexString(),
        });
    }

    private async ValueTask AwaitAsync(ValueTask pending, RequestCall call, long started)
    {
        await pending.ConfigureAwait(false);
        await WithholdUnlessAsync(trail.AppendAsync(Describe(call, started)), call).ConfigureAwait(false);
    }

    private static async ValueTask WithholdUnlessAsync(ValueTask<bool> kept, RequestCall call)
    {
        if (!await kept.ConfigureAwait(false)) Withhold(call);
    }

    private static void Withhold(RequestCall call) => call.Withhold(Refusal);

    // The error of a task is the task's, not that of the call that has begun it.
    private AuditRecord Describe(RequestCall call, long started) =>
        Describe(call, started, CallObserver.OutcomeOf(call), call.Task is null ? call.Error : null, call.Answer);

    private AuditRecord Describe(RequestCall call, long started, string outcome, JsonRpcError? error, McpResult result)
    {
        var caller = CallerOf(call);
        var subject = caller is null ? null : caller.FindFirst("sub") ?? caller.FindFirst(ClaimTypes.NameIdentifier);
        var info = call.Revision.IsModern ? call.Message.MetaClientInfo : call.Connection.ClientInfo;
        var isAllowed = call is { Component: not null, IsRefused: false, Denial: null };
        return new AuditRecord
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Time = time.GetUtcNow(),
            Issuer = subject is null ? null : caller!.FindFirst("iss")?.Value ?? subject.Issuer,
            Subject = subject?.Value,
            Client = caller?.FindFirst("client_id")?.Value ?? caller?.FindFirst("azp")?.Value,
            Scopes = caller?.FindFirst("scope")?.Value ?? caller?.FindFirst("scp")?.Value,
            Authentication = caller?.Identity?.AuthenticationType,
            Address = call.Channel.RemoteAddress,
            Transport = call.Connection.Transport,
            Revision = call.Revision.Version,
            ClientName = Short(Message.TextOf(Message.Member(info, "name"u8))),
            ClientVersion = Short(Message.TextOf(Message.Member(info, "version"u8))),
            Method = call.Handler is null ? Short(call.Method)! : call.Method,
            Component = call.Component?.Identity ?? Short(Message.TextOf(call.Message.Name.IsEmpty ? call.Message.Uri : call.Message.Name)),
            Fingerprint = call.Component is null ? null : ComponentFingerprint.Of(call.Component),
            Arguments = call.Handler is null ? [] : AuditArguments.Read(call.Arguments.Span, call.Component, key),
            IsAllowed = isAllowed,
            Reason = isAllowed ? null : call.Denial ?? ReasonOf(call, error),
            Outcome = outcome,
            ErrorCode = error?.Code,
            BytesIn = call.MessageBytes,
            BytesOut = error is null ? result.Json.Length : 0,
            Duration = time.GetElapsedTime(started),
            TraceId = TraceIdOf(call),
            Depth = call.Depth,
        };
    }

    private static ClaimsPrincipal? CallerOf(RequestCall call) => call.AuthenticatedCaller is { Identity.IsAuthenticated: true } caller ? caller : null;

    private static string? ReasonOf(RequestCall call, JsonRpcError? error) => error?.Code switch
    {
        null => null,
        ErrorCodes.Overloaded => "too many calls",
        ErrorCodes.AuthenticationRequired => "not authenticated",
        ErrorCodes.InsufficientScope => "scopes missing",
        ErrorCodes.ParseError or ErrorCodes.InvalidRequest => "no valid message",
        ErrorCodes.MethodNotFound => "unknown method",
        ErrorCodes.SessionNotFound => "no such session",
        ErrorCodes.HeaderMismatch => "headers differ from the message",
        _ when call.Handler is not null && call.Component is null => "unknown",
        var code => string.Create(CultureInfo.InvariantCulture, $"refused with {code}"),
    };

    private static string? TraceIdOf(RequestCall call)
    {
        if (Activity.Current is { } span) return span.TraceId.ToHexString();
        return McpTracing.TryReadParent(call.Message.Meta, out var parent) ? parent.TraceId.ToHexString() : null;
    }

    private static string? Short(string? text) => text is { Length: > MaxText } ? text[..MaxText] + "…" : text;
}
