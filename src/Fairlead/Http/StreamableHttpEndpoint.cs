using System.Buffers;
using System.Collections.Concurrent;
using Fairlead.Engine;
using Fairlead.Hosting;
using Fairlead.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Fairlead.Http;

/// <summary>
/// Streamable HTTP: one message per POST, in both eras, without sessions. What can be refused from the headers is refused
/// before the body is read.
/// </summary>
/// <param name="server">The server, once it has started.</param>
/// <param name="guard">Which hosts and origins may call.</param>
/// <param name="sharesRequestServices">Calls use the scope of the HTTP request, not their own.</param>
internal sealed class StreamableHttpEndpoint(NamedServer server, HostGuard guard, bool sharesRequestServices)
{
    private const int MaxPooledReplies = 256;

    // A chunk of one byte takes six on the wire.
    private const long ChunkOverhead = 8;

    // The server ends what stays open when it stops, which must not be put off by a client that does not read.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    // Requests belong to nothing but themselves, so all of them share one connection that remembers nothing.
    private readonly McpConnection _connection = new("http", keepsState: false);
    private readonly ConcurrentQueue<HttpReply> _replies = new();

    /// <summary>Answers a request.</summary>
    public Task InvokeAsync(HttpContext context) => Check(context) is { } refusal ? refusal.WriteAsync(context) : ServeAsync(context);

    private HttpRefusal? Check(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (guard.Check(headers, context.Features.Get<IHttpConnectionFeature>()?.LocalIpAddress) is { } refusal) return refusal;
        if (!HttpMethods.IsPost(context.Request.Method)) return HttpRefusal.Method;
        if (!MediaTypes.IsJson(headers)) return HttpRefusal.ContentType;
        if (!MediaTypes.AcceptsReplies(headers.Accept)) return HttpRefusal.Accept;
        var limit = server.Running.Options.Limits.MaxMessageBytes;
        return headers.ContentLength > limit ? HttpRefusal.TooLarge(limit) : null;
    }

    private async Task ServeAsync(HttpContext context)
    {
        var running = server.Running;
        var limit = running.Options.Limits.MaxMessageBytes;
        AllowLength(context, limit);
        var reader = context.Request.BodyReader;
        ReadOnlySequence<byte> body;
        try
        {
            body = await BodyReader.ReadAsync(reader, limit).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            // The rest of the body, if it ever comes, would be taken for the next request.
            context.Response.Headers.Connection = "close";
            await BodyRefusal(exception, limit).WriteAsync(context).ConfigureAwait(false);
            return;
        }
        catch (Exception exception) when (exception is OperationCanceledException or ConnectionResetException or ConnectionAbortedException)
        {
            // The client left in the middle of its message; nobody waits for an answer.
            context.Abort();
            return;
        }

        if (body.Length > limit)
        {
            reader.AdvanceTo(body.End);
            await HttpRefusal.TooLarge(limit).WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var reply = _replies.TryDequeue(out var pooled) ? pooled : new HttpReply(running.Time, sharesRequestServices);
        var call = running.Rent();
        reply.Open(context);

        // Asked of the feature, because HttpContext.User makes a principal where there is none.
        call.AuthenticatedCaller = context.Features.Get<IHttpAuthenticationFeature>()?.User;
        call.Read(_connection, reply, body);
        reader.AdvanceTo(body.End);
        HeaderRules.Apply(call, context.Request.Headers, running.Options.Revisions);
        if (running.Engine.TryRoute(call))
        {
            var dispatch = running.Engine.DispatchAsync(call);
            if (!dispatch.IsCompletedSuccessfully) await WaitAsync(dispatch, call, context.RequestAborted).ConfigureAwait(false);
        }

        await EndAsync(running, call, reply).ConfigureAwait(false);
    }

    /// <summary>Sees to it that the web server's own limit, which counts the framing of chunks, is not the first to be met.</summary>
    private static void AllowLength(HttpContext context, int limit)
    {
        var length = context.Request.ContentLength ?? limit * ChunkOverhead;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature && feature.MaxRequestBodySize < length)
        {
            feature.MaxRequestBodySize = length;
        }
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

    private async ValueTask EndAsync(McpServer running, RequestCall call, HttpReply reply)
    {
        if (call.Lifetime.Reason == AbortReason.Cancelled)
        {
            await reply.EndWithoutReplyAsync(StatusCodes.Status499ClientClosedRequest).ConfigureAwait(false);
        }
        else if (call.IsRefused || call.Message.Kind == MessageKind.Request)
        {
            running.WriteReply(call, reply.Frame);
            await reply.EndAsync(StatusOf(call), call.Handler is { StaysOpen: true } ? Farewell : Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        }
        else
        {
            await reply.EndWithoutReplyAsync(StatusCodes.Status202Accepted).ConfigureAwait(false);
        }

        // A component that was given up keeps its call, and may reach the reply through it.
        if (!call.IsAbandoned && _replies.Count < MaxPooledReplies) _replies.Enqueue(reply);
        else reply.Dispose();
        await running.ReturnAsync(call).ConfigureAwait(false);
    }

    private static int StatusOf(RequestCall call)
    {
        if (!call.IsRefused) return StatusCodes.Status200OK;
        return call.Error!.Code switch
        {
            ErrorCodes.MethodNotFound => call.Revision.IsModern ? StatusCodes.Status404NotFound : StatusCodes.Status200OK,
            ErrorCodes.Overloaded => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status400BadRequest,
        };
    }

    private static HttpRefusal BodyRefusal(BadHttpRequestException exception, int limit) =>
        exception.StatusCode == StatusCodes.Status413PayloadTooLarge
            ? HttpRefusal.TooLarge(limit)
            : new(exception.StatusCode, $"The body could not be read: {exception.Message}");
}
