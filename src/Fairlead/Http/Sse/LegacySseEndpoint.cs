using System.Collections.Concurrent;
using Fairlead.Engine;
using Fairlead.Hosting;
using Fairlead.Http.Sessions;
using Fairlead.Protocol;
using Fairlead.Transports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Fairlead.Http.Sse;

/// <summary>
/// HTTP+SSE, the transport of 2024-11-05: a GET opens a stream that names the URL to which messages are posted, and carries
/// everything that the server has to say. The conversation ends with the stream.
/// </summary>
/// <param name="server">The server, once it has started.</param>
/// <param name="gate">Who may call.</param>
/// <param name="options">The endpoint's options.</param>
internal sealed class LegacySseEndpoint(NamedServer server, RequestGate gate, McpEndpointOptions options)
{
    /// <summary>The last part of the stream's path.</summary>
    public const string StreamPath = "/sse";

    /// <summary>The last part of the path for messages.</summary>
    public const string MessagePath = "/message";

    private const string SessionParameter = "sessionId";

    private static readonly HttpRefusal TooMany = new(
        StatusCodes.Status503ServiceUnavailable, "The server has as many open streams as it takes, or is about to stop. Try again in a moment.", ErrorCodes.Overloaded);

    private static readonly HttpRefusal TooManyOfOne = new(
        StatusCodes.Status429TooManyRequests, "The caller has as many open streams as one may have. Close one first.", ErrorCodes.Overloaded);

    private static readonly HttpRefusal Missing = new(
        StatusCodes.Status400BadRequest, "sessionId is missing. Open a stream first, and post to the URL that its event \"endpoint\" names.");

    private static readonly HttpRefusal Unknown = new(
        StatusCodes.Status404NotFound, "There is no such stream: it has ended. Open another one.", ErrorCodes.SessionNotFound);

    private readonly ConcurrentDictionary<string, SseConversation> _open = new(StringComparer.Ordinal);
    private readonly CallerShares<string> _shares = new(options.Sessions.MaxSessionsPerCaller);
    private int _count;

    /// <summary>Opens a stream.</summary>
    public async Task StreamAsync(HttpContext context)
    {
        var running = server.Running;
        if ((await gate.CheckAsync(context).ConfigureAwait(false) ?? CheckStream(context)) is { } refusal)
        {
            await refusal.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var share = LimitKey.OfCaller(CallerOf(context), context.Connection.RemoteIpAddress);
        if (!_shares.TryTake(share))
        {
            await TooManyOfOne.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _count) > options.Sessions.MaxSessions || running.Stopping.IsCancellationRequested) await TooMany.WriteAsync(context).ConfigureAwait(false);
            else await ConverseAsync(context, running).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _count);
            _shares.Return(share);
        }
    }

    /// <summary>Takes a message; what comes of it is sent on the stream.</summary>
    public async Task MessageAsync(HttpContext context)
    {
        var limit = server.Running.Options.Limits.MaxMessageBytes;
        SseConversation? found = null;
        if ((await gate.CheckAsync(context).ConfigureAwait(false) ?? CheckMessage(context, limit, out found)) is { } refusal)
        {
            await refusal.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        if (await BodyReader.ReadAsync(context, limit).ConfigureAwait(false) is not { } body) return;
        try
        {
            // Waits where as many requests run as one client may have; the bytes have been copied by then.
            var taking = found!.Conversation.TakeAsync(body, CallerOf(context)).AsTask();
            context.Request.BodyReader.AdvanceTo(body.End);
            await taking.WaitAsync(found.Ended).ConfigureAwait(false);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
        catch (OperationCanceledException) when (found!.Ended.IsCancellationRequested)
        {
            await Unknown.WriteAsync(context).ConfigureAwait(false);
        }
    }

    private static System.Security.Claims.ClaimsPrincipal? CallerOf(HttpContext context) => context.Features.Get<IHttpAuthenticationFeature>()?.User;

    private static HttpRefusal? CheckStream(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method)) return HttpRefusal.Method("GET");
        return MediaTypes.AcceptsStream(context.Request.Headers.Accept) ? null : HttpRefusal.AcceptStream;
    }

    private HttpRefusal? CheckMessage(HttpContext context, int limit, out SseConversation? found)
    {
        found = null;
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method)) return HttpRefusal.Method("POST");
        if (!MediaTypes.IsJson(request.Headers)) return HttpRefusal.ContentType;
        if (request.ContentLength > limit) return HttpRefusal.TooLarge(limit);
        var id = request.Query[SessionParameter];
        if (id.Count == 0) return Missing;
        return _open.TryGetValue(id.ToString(), out found) && found.Owner == SessionOwner.Of(CallerOf(context)) ? null : Unknown;
    }

    private async Task ConverseAsync(HttpContext context, McpServer running)
    {
        var id = SessionId.Create();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, running.Stopping);
        using var stream = EventStream.Open(context, running.Time);
        var conversation = new Conversation(running, "sse", new EventChannel(stream, context.Connection.RemoteIpAddress));
        _open[id] = new(conversation, SessionOwner.Of(CallerOf(context)), ended.Token);
        try
        {
            await stream.SendNamedAsync("endpoint", $"{UrlOf(context.Request)}?{SessionParameter}={id}").ConfigureAwait(false);
            await Task.Delay(Timeout.Infinite, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            _open.TryRemove(id, out _);
        }

        // When the server stops, calls in flight may still finish; when the client is gone, nobody waits for them.
        await (context.RequestAborted.IsCancellationRequested ? conversation.AbortAsync() : conversation.DrainAsync()).ConfigureAwait(false);
        await stream.CloseAsync().ConfigureAwait(false);
    }

    // Beside the stream's own path, whatever it is mapped to.
    private static string UrlOf(HttpRequest request)
    {
        var path = (request.PathBase + request.Path).ToUriComponent().TrimEnd('/');
        return path[..^StreamPath.Length] + MessagePath;
    }
}
