using Fairlead.Engine;
using Fairlead.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Fairlead.Http.Sessions;

/// <summary>Which session a request belongs to (2025-11-25, "Session Management").</summary>
internal static class SessionRules
{
    private const string Missing = "Mcp-Session-Id is missing. Send initialize first, and with each further request the Mcp-Session-Id of its response.";
    private const string Unknown = "There is no such session: it has ended or was idle for too long. Send initialize without Mcp-Session-Id to open another one.";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private static readonly HttpRefusal MissingRefusal = new(StatusCodes.Status400BadRequest, Missing);
    private static readonly HttpRefusal UnknownRefusal = new(StatusCodes.Status404NotFound, Unknown, ErrorCodes.SessionNotFound) { Reason = "no such session" };

    /// <summary>
    /// Puts a message into its session; <c>initialize</c> makes one. Where the call is refused, the result is the status.
    /// </summary>
    /// <param name="call">A call that was read.</param>
    /// <param name="headers">The request's headers.</param>
    /// <param name="sessions">The sessions.</param>
    /// <param name="session">The session, in use from now on; or <see langword="null"/> for a message that needs none.</param>
    /// <returns>The status of the refusal, or 0.</returns>
    public static int Enter(RequestCall call, IHeaderDictionary headers, SessionTable sessions, out HttpSession? session)
    {
        session = null;
        if (call.IsRefused || call.SpokenRevision.IsModern) return 0;
        var id = headers[HeaderNames.SessionId];
        var isOpening = IsInitialize(call.Message);
        if (id.Count == 0) return isOpening ? Open(call, sessions, out session) : Refuse(call, StatusCodes.Status400BadRequest, new(ErrorCodes.InvalidRequest, Missing));
        if (sessions.Enter(id.ToString(), call.AuthenticatedCaller) is not { } known) return Refuse(call, StatusCodes.Status404NotFound, new(ErrorCodes.SessionNotFound, Unknown));
        session = known;
        call.Connection = known.Connection;
        if (isOpening) return Refuse(call, StatusCodes.Status400BadRequest, new(ErrorCodes.InvalidRequest, "The session is open already. Send initialize without Mcp-Session-Id to open another one."));
        if (Differs(headers, known) is { } problem) return Refuse(call, StatusCodes.Status400BadRequest, new(ErrorCodes.InvalidRequest, problem));
        call.SpokenRevision = known.Connection.Revision!;
        return 0;
    }

    /// <summary>Finds the session of a request without a message.</summary>
    /// <param name="context">The request.</param>
    /// <param name="sessions">The sessions.</param>
    /// <param name="refusal">Why there is none.</param>
    /// <returns>The session, in use from now on.</returns>
    public static HttpSession? Enter(HttpContext context, SessionTable sessions, out HttpRefusal? refusal)
    {
        var headers = context.Request.Headers;
        var caller = context.Features.Get<IHttpAuthenticationFeature>()?.User;
        var id = headers[HeaderNames.SessionId];
        refusal = id.Count == 0 ? MissingRefusal : null;
        if (refusal is not null) return null;
        if (sessions.Enter(id.ToString(), caller) is not { } session)
        {
            refusal = UnknownRefusal;
            sessions.Server.Auditor?.Refused("http", context.Features.Get<IHttpConnectionFeature>()?.RemoteIpAddress, refusal.Reason, refusal.Code);
            return null;
        }

        if (Differs(headers, session) is not { } problem) return session;
        session.Leave();
        refusal = new(StatusCodes.Status400BadRequest, problem);
        return null;
    }

    private static int Open(RequestCall call, SessionTable sessions, out HttpSession? session)
    {
        session = null;
        var share = LimitKey.OfCaller(call);
        if (!sessions.Shares.TryTake(share))
        {
            call.RefuseForNow($"The caller has {sessions.Shares.Limit} sessions open, and may have no more. End one with DELETE, or speak 2026-07-28, which needs none.", Soon);
            return StatusCodes.Status429TooManyRequests;
        }

        session = sessions.TryOpen(call.AuthenticatedCaller, share);
        if (session is not null)
        {
            call.Connection = session.Connection;
            return 0;
        }

        return Refuse(call, StatusCodes.Status503ServiceUnavailable, JsonRpcError.Overloaded(
            "The server has as many sessions as it takes. Try again in a moment, or speak 2026-07-28, which needs none."));
    }

    private static string? Differs(IHeaderDictionary headers, HttpSession session)
    {
        var header = headers[HeaderNames.ProtocolVersion];
        var agreed = session.Connection.Revision!.Version;
        return header.Count == 0 || header.ToString() == agreed ? null : $"MCP-Protocol-Version is not {agreed}, on which the session agreed.";
    }

    private static int Refuse(RequestCall call, int status, JsonRpcError error)
    {
        call.Refuse(error);
        return status;
    }

    private static bool IsInitialize(in Message message) => message.Kind == MessageKind.Request && message.Method.Span.SequenceEqual("initialize"u8);
}
