using System.Globalization;
using System.Net;
using Fairlead.Engine;
using Fairlead.Http.Sessions;
using Fairlead.Protocol;
using Fairlead.Transports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fairlead.Http;

/// <summary>
/// The way back to the client of one POST: plain JSON, or a stream of events as soon as something is sent before the reply. In
/// a session that keeps events the stream goes on when its response cannot. Pooled.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="sharesRequestServices">Calls use the scope of the HTTP request, not their own.</param>
internal sealed class HttpReply(TimeProvider time, bool sharesRequestServices) : MessageChannel, IDisposable
{
    private readonly Lock _lock = new();
    private readonly ReplyFrame _frame = new();
    private HttpContext? _context;
    private IPAddress? _address;
    private EventStream? _response;
    private RequestCall? _call;
    private Batch? _batch;
    private HttpSession? _session;
    private SessionStream? _stream;
    private TaskCompletionSource? _released;
    private bool _hasLeft;

    /// <summary>The reply, once it was written.</summary>
    public ReplyFrame Frame => _frame;

    /// <summary>The request, until the reply has been sent.</summary>
    public HttpContext? Context => _context;

    public override IServiceProvider? RequestServices => sharesRequestServices ? _context?.RequestServices : null;

    public override IPAddress? RemoteAddress => _address;

    /// <summary>Takes a request.</summary>
    public void Open(HttpContext context)
    {
        _context = context;

        // Remembered: a call in a session may outlive its request.
        _address = context.Features.Get<IHttpConnectionFeature>()?.RemoteIpAddress;
    }

    /// <summary>The call belongs to a session.</summary>
    public void Join(HttpSession session, RequestCall call)
    {
        _session = session;
        _call = call;
    }

    /// <summary>Several calls are answered at once.</summary>
    public void Join(HttpSession? session, Batch batch)
    {
        _session = session;
        _batch = batch;
    }

    /// <summary>Waits for the call, or for the end of its response.</summary>
    /// <param name="work">The call.</param>
    /// <param name="context">The request.</param>
    /// <returns>Whether the call has ended; otherwise it goes on, and the request is to be let go.</returns>
    public async ValueTask<bool> WaitAsync(Task work, HttpContext context)
    {
        // Let go before the reply is returned: it may then belong to another request.
        await using (context.RequestAborted.UnsafeRegister(static state => ((HttpReply)state!).Disconnected(), this).ConfigureAwait(false))
        {
            if (await Task.WhenAny(work, Released).ConfigureAwait(false) == work || work.IsCompleted) return true;
            await LeaveAsync().ConfigureAwait(false);
            if (!sharesRequestServices) return false;
            await work.ConfigureAwait(false);
            return true;
        }
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> message)
    {
        lock (_lock)
        {
            if (!TryOpenResponse()) return default;
            return _stream?.SendAsync(message) ?? _response!.SendAsync(message.Span);
        }
    }

    public override ValueTask SendAndFlushAsync(ReadOnlyMemory<byte> message)
    {
        lock (_lock)
        {
            if (!TryOpenResponse()) return default;
            return _stream?.SendAndFlushAsync(message) ?? _response!.SendAsync(message.Span, untilWritten: true);
        }
    }

    public override ValueTask CloseStreamAsync(TimeSpan retryAfter)
    {
        lock (_lock)
        {
            if (_session?.Events is null || !TryOpenResponse()) return default;
            return _stream!.CloseStreamAsync(retryAfter);
        }
    }

    /// <summary>Takes a header of the response back, where it was not sent yet.</summary>
    public void RemoveHeader(string name)
    {
        if (_response is null) _context!.Response.Headers.Remove(name);
    }

    /// <summary>Asks the caller for a token, where the response has not started yet.</summary>
    public void Challenge(string challenge)
    {
        if (_context is { Response.HasStarted: false } context) context.Response.Headers.WWWAuthenticate = challenge;
    }

    /// <summary>Tells the client when to come back, where the response has not started yet.</summary>
    public void ComeBackAfter(TimeSpan time)
    {
        if (_context is { Response.HasStarted: false } context) context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Sends <see cref="Frame"/>, and nothing more after it.</summary>
    /// <param name="status">The HTTP status where the response has not started yet.</param>
    /// <param name="patience">How long a client that does not read is waited for where the response is a stream.</param>
    public ValueTask EndAsync(int status, TimeSpan patience)
    {
        var context = Seal();
        if (_stream is { } stream) return EndStreamAsync(stream.EndAsync(_frame));
        if (_response is { } response) return new(CloseAsync(WaitAsync(response.EndAsync(_frame), context!, patience)));
        return WriteAsync(context!.Response, status);
    }

    /// <summary>Sends nothing more: there is no reply, or nobody who would read it.</summary>
    /// <param name="status">The HTTP status where the response has not started yet.</param>
    public ValueTask EndWithoutReplyAsync(int status)
    {
        var context = Seal();
        if (_stream is { } stream) return EndStreamAsync(stream.EndAsync());
        if (_response is { } response) return new(CloseAsync(response.CloseAsync()));
        Forget();
        context!.Response.StatusCode = status;
        return default;
    }

    /// <summary>The client cancelled its call, and is answered with a stream that holds no reply.</summary>
    public ValueTask EndCancelledAsync()
    {
        if (_response is null) _context!.Response.ContentType = MediaTypes.EventStream;
        return EndWithoutReplyAsync(StatusCodes.Status200OK);
    }

    public void Dispose() => _frame.Dispose();

    // The client is gone: its call is cancelled, unless it can come back for the rest.
    private void Disconnected()
    {
        lock (_lock)
        {
            if (_context is null) return;
            if (_stream is not null) _ = _stream.DetachAsync(_response!).AsTask();
            else if (_batch is not null) _batch.Abort();
            else _call!.Lifetime.Abort(AbortReason.Cancelled);
        }
    }

    // The call goes on without its response.
    private async Task LeaveAsync()
    {
        lock (_lock) _hasLeft = true;
        await CloseAsync(_response!.CloseAsync()).ConfigureAwait(false);
        if (sharesRequestServices) await _context!.Response.CompleteAsync().ConfigureAwait(false);
    }

    private bool TryOpenResponse()
    {
        if (_stream is not null || _response is not null) return _context is not null;
        if (_context is null) return false;
        _response = EventStream.Open(_context, time, _released ??= NewReleased());
        if (_session?.Events is null) return true;

        // The response may end before its request does, whose connection must then not be waited for.
        if (sharesRequestServices && HttpProtocol.IsHttp11(_context.Request.Protocol)) _context.Response.Headers.Connection = "close";
        _stream = _session.OpenStream(_batch is null ? CancelLater(_call!) : _batch.Abort);

        // Begins at once, since nobody else knows the stream yet.
        _ = _stream.AttachAsync(_response, after: 0, _call is { SpokenRevision.HasStreamPolling: true }).AsTask();
        return true;
    }

    // By its id, which is copied: the call's bytes may be another's when the time has come.
    private static Action CancelLater(RequestCall call)
    {
        var (connection, id) = (call.Connection, call.Message.Id.ToArray());
        return () => connection.Cancel(id);
    }

    /// <summary>A task that completes when the response carries the stream of a session no more.</summary>
    private Task Released
    {
        get
        {
            lock (_lock) return (_released ??= NewReleased()).Task;
        }
    }

    private static TaskCompletionSource NewReleased() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // What comes after the reply, from work that a component left behind, is dropped.
    private HttpContext? Seal()
    {
        lock (_lock)
        {
            var context = _context;
            _context = null;
            return context;
        }
    }

    private async ValueTask WriteAsync(HttpResponse response, int status)
    {
        Forget();
        response.StatusCode = status;
        response.ContentType = MediaTypes.Json;
        response.ContentLength = _frame.Length;
        if ((status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable) && response.Headers.RetryAfter.Count == 0) response.Headers.RetryAfter = "1";

        // Started first, so that the bytes go straight to the connection's buffers and not through one in between.
        await response.StartAsync().ConfigureAwait(false);
        _frame.CopyTo(response.BodyWriter);
        await response.BodyWriter.FlushAsync().ConfigureAwait(false);
    }

    private async Task WaitAsync(Task ending, HttpContext context, TimeSpan patience)
    {
        try
        {
            await ending.WaitAsync(patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            context.Abort();
            await ending.ConfigureAwait(false);
        }
    }

    private async ValueTask EndStreamAsync(ValueTask ending)
    {
        await ending.ConfigureAwait(false);
        if (_hasLeft) Forget();
        else await CloseAsync(_response!.CloseAsync()).ConfigureAwait(false);
    }

    private async Task CloseAsync(Task closing)
    {
        await closing.ConfigureAwait(false);
        _response!.Dispose();
        if (!_hasLeft) Forget();
    }

    private void Forget()
    {
        _response = null;
        _stream = null;
        _session = null;
        _call = null;
        _batch = null;
        _released = null;
        _hasLeft = false;
    }
}
