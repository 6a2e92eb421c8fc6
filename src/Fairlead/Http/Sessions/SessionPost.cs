using Fairlead.Engine;
using Fairlead.Protocol;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Http.Sessions;

/// <summary>What a POST in a session does beyond one without: it finds or opens the session, and may let go of its response.</summary>
/// <param name="sessions">The sessions.</param>
/// <param name="call">The call.</param>
/// <param name="reply">The way back.</param>
internal sealed class SessionPost(SessionTable sessions, RequestCall call, HttpReply reply)
{
    private HttpSession? _session;
    private bool _isOpening;
    private bool _isTracked;

    /// <summary>The status with which the session refused the call, or 0.</summary>
    public int RefusedWith { get; private set; }

    /// <summary>Whether a message belongs in a session.</summary>
    public static bool IsFor(RequestCall call) => !call.IsRefused && !call.SpokenRevision.IsModern;

    /// <summary>Finds or opens the session, or refuses the call.</summary>
    public bool TryEnter(HttpContext context)
    {
        RefusedWith = SessionRules.Enter(call, context.Request.Headers, sessions, out _session);
        if (RefusedWith > 0) return false;
        reply.Join(_session!, call);
        _isOpening = _session!.Connection.Revision is null;
        if (_isOpening) context.Response.Headers[HeaderNames.SessionId] = _session.Id;
        return true;
    }

    /// <summary>Lets the client cancel the call, or refuses it where one with its id is in flight, or too many are.</summary>
    public bool TryTrack()
    {
        if (call.Message.Kind != MessageKind.Request) return true;
        if (call.Connection.InFlight >= call.Server.Options.Limits.MaxConcurrentRequestsPerConnection)
        {
            call.Refuse(JsonRpcError.Overloaded("The session has as many requests in flight as the server takes. Try again when one has ended."));
            return false;
        }

        _isTracked = call.Connection.TryTrack(call);
        if (!_isTracked) call.Refuse(new(ErrorCodes.InvalidRequest, "A request with this id is in flight in the session already."));
        return _isTracked;
    }

    /// <summary>The call has ended, its reply is yet to be sent: from now on an opened session can be found.</summary>
    public void Settle()
    {
        if (!_isOpening) return;
        if (_session!.Connection.Revision is not null) sessions.Publish(_session);
        else reply.RemoveHeader(HeaderNames.SessionId);
    }

    /// <summary>The reply was sent.</summary>
    public void Leave()
    {
        if (_isTracked) call.Connection.Untrack(call);
        if (_session is null) return;
        if (_isOpening && _session.Connection.Revision is null) sessions.Discard(_session);
        else _session.Leave();
    }
}
