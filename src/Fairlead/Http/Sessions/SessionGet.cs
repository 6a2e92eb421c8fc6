using Fairlead.Protocol;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Http.Sessions;

/// <summary>
/// GET: the stream for what belongs to no call, or, with <c>Last-Event-ID</c>, the rest of a stream that was cut (2025-11-25,
/// "Resumability and Redelivery").
/// </summary>
internal static class SessionGet
{
    private static readonly HttpRefusal Stopping = new(StatusCodes.Status503ServiceUnavailable, "The server is about to stop.", ErrorCodes.Overloaded);

    private static readonly HttpRefusal Lost = new(
        StatusCodes.Status400BadRequest, "Last-Event-ID is of no stream of this session whose events are still kept. Send the request again, or GET without Last-Event-ID.");

    /// <summary>Answers a GET.</summary>
    public static async Task InvokeAsync(HttpContext context, SessionTable sessions)
    {
        if (Check(context, sessions, out var session) is { } refusal)
        {
            await refusal.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        try
        {
            await ServeAsync(context, session!).ConfigureAwait(false);
        }
        finally
        {
            session!.Leave();
        }
    }

    private static HttpRefusal? Check(HttpContext context, SessionTable sessions, out HttpSession? session)
    {
        session = null;
        if (!MediaTypes.AcceptsStream(context.Request.Headers.Accept)) return HttpRefusal.AcceptStream;
        if (sessions.Stopping.IsCancellationRequested) return Stopping;
        session = SessionRules.Enter(context, sessions, out var refusal);
        return refusal;
    }

    private static async Task ServeAsync(HttpContext context, HttpSession session)
    {
        var last = context.Request.Headers[HeaderNames.LastEventId];
        if (last.Count == 0)
        {
            await CarryAsync(context, session, session.Standalone, after: null).ConfigureAwait(false);
        }
        else if (session.Events is null || !EventId.TryParse(last.ToString(), out var number, out var after))
        {
            await Lost.WriteAsync(context).ConfigureAwait(false);
        }
        else if (session.FindStream(number) is { } stream)
        {
            await CarryAsync(context, session, stream, after).ConfigureAwait(false);
        }
        else
        {
            await ReplayAsync(context, session, number, after).ConfigureAwait(false);
        }
    }

    /// <summary>Carries a stream that goes on, until it ends, another response takes it over, or the client leaves.</summary>
    private static async Task CarryAsync(HttpContext context, HttpSession session, SessionStream stream, long? after)
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var response = EventStream.Open(context, session.Time, released);

        // Clients wait for the head before they go on.
        await context.Response.BodyWriter.FlushAsync().ConfigureAwait(false);
        await stream.AttachAsync(response, after, session.Connection.Revision!.HasStreamPolling).ConfigureAwait(false);
        await using (context.RequestAborted.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), released).ConfigureAwait(false))
        {
            await released.Task.ConfigureAwait(false);
        }

        await stream.DetachAsync(response).ConfigureAwait(false);
        await response.CloseAsync().ConfigureAwait(false);
    }

    /// <summary>Sends the rest of a stream whose call has ended meanwhile.</summary>
    private static async Task ReplayAsync(HttpContext context, HttpSession session, int number, long after)
    {
        var missed = await session.Events!.ReadAsync(session.Key, number, after, context.RequestAborted).ConfigureAwait(false);
        if (missed.Count == 0)
        {
            await Lost.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        using var response = EventStream.Open(context, session.Time);
        try
        {
            foreach (var streamEvent in missed) await response.SendAsync(streamEvent.Message.Span, EventId.Format(number, streamEvent.Number)).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The client is gone again; the events are still kept.
        }

        await response.CloseAsync().ConfigureAwait(false);
    }
}
