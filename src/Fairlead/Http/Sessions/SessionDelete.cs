using Microsoft.AspNetCore.Http;

namespace Fairlead.Http.Sessions;

/// <summary>DELETE: the client needs its session no more.</summary>
internal static class SessionDelete
{
    /// <summary>Ends the session.</summary>
    public static async Task InvokeAsync(HttpContext context, SessionTable sessions)
    {
        if (SessionRules.Enter(context, sessions, out var refusal) is not { } session)
        {
            await refusal!.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        await sessions.EndAsync(session).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
