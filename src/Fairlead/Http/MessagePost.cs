using System.Collections.Concurrent;
using Fairlead.Engine;
using Fairlead.Http.Sessions;
using Fairlead.Protocol;
using Fairlead.Transports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Fairlead.Http;

/// <summary>A message that comes by POST.</summary>
/// <param name="gate">Who may call.</param>
/// <param name="sharesRequestServices">Calls use the scope of the HTTP request, not their own.</param>
internal sealed class MessagePost(RequestGate gate, bool sharesRequestServices)
{
    private const int MaxPooledReplies = 256;

    // The server ends what stays open when it stops, which must not be put off by a client that does not read.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    // Messages without a session belong to nothing but themselves, so all of them share one connection that remembers nothing.
    private readonly McpConnection _connection = new("http", keepsState: false);
    private readonly ConcurrentQueue<HttpReply> _replies = new();

    /// <summary>Answers a POST.</summary>
    /// <param name="context">The request.</param>
    /// <param name="running">The server.</param>
    /// <param name="sessions">The sessions, or <see langword="null"/> where there are none.</param>
    public Task InvokeAsync(HttpContext context, McpServer running, SessionTable? sessions) =>
        Check(context, running) is { } refusal ? refusal.WriteAsync(context) : ServeAsync(context, running, sessions);

    private static HttpRefusal? Check(HttpContext context, McpServer running)
    {
        var headers = context.Request.Headers;
        if (!MediaTypes.IsJson(headers)) return HttpRefusal.ContentType;
        if (!MediaTypes.AcceptsReplies(headers.Accept)) return HttpRefusal.Accept;
        var limit = running.Options.Limits.MaxMessageBytes;
        return headers.ContentLength > limit ? HttpRefusal.TooLarge(limit) : null;
    }

    private async Task ServeAsync(HttpContext context, McpServer running, SessionTable? sessions)
    {
        if (await BodyReader.ReadAsync(context, running.Options.Limits.MaxMessageBytes).ConfigureAwait(false) is not { } body) return;
        if (Batch.Begins(body) && await BatchPost.TryServeAsync(context, running, sessions, _connection, body, sharesRequestServices).ConfigureAwait(false)) return;
        var reply = _replies.TryDequeue(out var pooled) ? pooled : new HttpReply(running.Time, sharesRequestServices);
        var call = running.Rent();
        reply.Open(context);

        // Asked of the feature, because HttpContext.User makes a principal where there is none.
        await call.AdmitAsync(context.Features.Get<IHttpAuthenticationFeature>()?.User).ConfigureAwait(false);
        call.Read(_connection, reply, body);
        context.Request.BodyReader.AdvanceTo(body.End);
        HeaderRules.Apply(call, context.Request.Headers, running.Options.Revisions, isStateless: sessions is null);
        if (sessions is not null && SessionPost.IsFor(call)) await ServeInSessionAsync(context, running, call, reply, new(sessions, call, reply)).ConfigureAwait(false);
        else await ServeAloneAsync(context, running, call, reply).ConfigureAwait(false);
    }

    private async Task ServeAloneAsync(HttpContext context, McpServer running, RequestCall call, HttpReply reply)
    {
        if (running.Engine.TryRoute(call))
        {
            var dispatch = running.Engine.DispatchAsync(call);
            if (!dispatch.IsCompletedSuccessfully) await WaitAsync(dispatch, call, context.RequestAborted).ConfigureAwait(false);
        }

        await EndAsync(running, call, reply).ConfigureAwait(false);
    }

    private async Task ServeInSessionAsync(HttpContext context, McpServer running, RequestCall call, HttpReply reply, SessionPost post)
    {
        if (Enters(running, call, post, context) && running.Engine.TryRoute(call) && post.TryTrack())
        {
            var dispatch = running.Engine.DispatchAsync(call);
            if (!dispatch.IsCompletedSuccessfully)
            {
                var work = dispatch.AsTask();
                if (!await reply.WaitAsync(work, context).ConfigureAwait(false))
                {
                    // The response has ended, the call goes on; whatever comes of it can be had from the session.
                    _ = EndLaterAsync(work, running, call, reply, post);
                    return;
                }
            }
        }

        await EndAsync(running, call, reply, post).ConfigureAwait(false);
    }

    private static bool Enters(McpServer running, RequestCall call, SessionPost post, HttpContext context)
    {
        if (post.TryEnter(context)) return true;
        running.Engine.Refused(call);
        return false;
    }

    /// <summary>Waits for a call; a client that goes away cancels it.</summary>
    private static async ValueTask WaitAsync(ValueTask dispatch, RequestCall call, CancellationToken gone)
    {
        // Let go before the call is returned: its lifetime may then belong to another one.
        using (gone.UnsafeRegister(static state => ((CallLifetime)state!).Abort(AbortReason.Cancelled), call.Lifetime))
        {
            await dispatch.ConfigureAwait(false);
        }
    }

    private async Task EndLaterAsync(Task work, McpServer running, RequestCall call, HttpReply reply, SessionPost post)
    {
        await work.ConfigureAwait(false);
        await EndAsync(running, call, reply, post).ConfigureAwait(false);
    }

    private async ValueTask EndAsync(McpServer running, RequestCall call, HttpReply reply, SessionPost? post = null)
    {
        post?.Settle();
        if (call.Lifetime.Reason == AbortReason.Cancelled)
        {
            // In a session the client may have said so, and still wait for the response to end.
            if (post is null) await reply.EndWithoutReplyAsync(StatusCodes.Status499ClientClosedRequest).ConfigureAwait(false);
            else await reply.EndCancelledAsync().ConfigureAwait(false);
        }
        else if (call.IsRefused || call.Message.Kind == MessageKind.Request)
        {
            running.WriteReply(call, reply.Frame);
            if (call.IsRefused && reply.Context is { } context) AddHeaders(call, reply, context);
            var status = post is { RefusedWith: > 0 } ? post.RefusedWith : StatusOf(call);
            await reply.EndAsync(status, call.Handler is { StaysOpen: true } ? Farewell : Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        }
        else
        {
            await reply.EndWithoutReplyAsync(StatusCodes.Status202Accepted).ConfigureAwait(false);
        }

        post?.Leave();

        // A component that was given up keeps its call, and may reach the reply through it.
        if (!call.IsAbandoned && _replies.Count < MaxPooledReplies) _replies.Enqueue(reply);
        else reply.Dispose();
        await running.ReturnAsync(call).ConfigureAwait(false);
    }

    private void AddHeaders(RequestCall call, HttpReply reply, HttpContext context)
    {
        if (gate.ChallengeOf(call, context) is { } challenge) reply.Challenge(challenge);
        if (call.RetryAfter > TimeSpan.Zero) reply.ComeBackAfter(call.RetryAfter);
    }

    private static int StatusOf(RequestCall call)
    {
        if (!call.IsRefused) return StatusCodes.Status200OK;
        return call.Error!.Code switch
        {
            ErrorCodes.MethodNotFound => call.Revision.IsModern ? StatusCodes.Status404NotFound : StatusCodes.Status200OK,
            ErrorCodes.AuthenticationRequired => StatusCodes.Status401Unauthorized,
            ErrorCodes.InsufficientScope => StatusCodes.Status403Forbidden,
            ErrorCodes.Overloaded => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status400BadRequest,
        };
    }
}
