using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Fairlead.Http.Sessions;

/// <summary>DELETE: the client needs its session no more.</summary>
internal static class SessionDelete
{
    /// <summary>Ends the session.</summary>
    public static async Task InvokeAsync(HttpContext context, SessionTable sessions)
    {
        var caller = context.Features.Get<IHttpAuthenticationFeature>()?.User;
        if (SessionRules.Enter(context.Request.Headers, caller, sessions, out var refusal) is not { } session)
        {
            await refusal!.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        await sessions.EndAsync(session).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
