using Fairlead.Engine;
using Fairlead.Protocol;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Http;

/// <summary>
/// The way back to the client of one POST: plain JSON, or a stream of events as soon as something is sent before the reply.
/// Pooled.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="sharesRequestServices">Calls use the scope of the HTTP request, not their own.</param>
internal sealed class HttpReply(TimeProvider time, bool sharesRequestServices) : MessageChannel, IDisposable
{
    private readonly Lock _lock = new();
    private readonly ReplyFrame _frame = new();
    private HttpContext? _context;
    private EventStream? _stream;

    /// <summary>The reply, once it was written.</summary>
    public ReplyFrame Frame => _frame;

    public override IServiceProvider? RequestServices => sharesRequestServices ? _context?.RequestServices : null;

    /// <summary>Takes a request.</summary>
    public void Open(HttpContext context) => _context = context;

    public override ValueTask SendAsync(ReadOnlyMemory<byte> message) => SendAsync(message.Span, untilWritten: false);

    public override ValueTask SendAndFlushAsync(ReadOnlyMemory<byte> message) => SendAsync(message.Span, untilWritten: true);

    /// <summary>Sends <see cref="Frame"/>, and nothing more after it.</summary>
    /// <param name="status">The HTTP status where the response has not started yet.</param>
    /// <param name="patience">How long a client that does not read is waited for where the response is a stream.</param>
    public ValueTask EndAsync(int status, TimeSpan patience)
    {
        var context = Seal()!;
        if (_stream is { } stream) return EndStreamAsync(WaitAsync(stream.EndAsync(_frame), context, patience));
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = MediaTypes.Json;
        response.ContentLength = _frame.Length;
        if (status == StatusCodes.Status429TooManyRequests) response.Headers.RetryAfter = "1";
        return WriteAsync(response);
    }

    /// <summary>Sends nothing more: there is no reply, or nobody who would read it.</summary>
    /// <param name="status">The HTTP status where the response has not started yet.</param>
    public ValueTask EndWithoutReplyAsync(int status)
    {
        var context = Seal()!;
        if (_stream is { } stream) return EndStreamAsync(stream.CloseAsync());
        context.Response.StatusCode = status;
        return default;
    }

    public void Dispose() => _frame.Dispose();

    private ValueTask SendAsync(ReadOnlySpan<byte> message, bool untilWritten)
    {
        lock (_lock)
        {
            if (_context is null) return default;
            _stream ??= EventStream.Open(_context, time);
            return _stream.SendAsync(message, untilWritten);
        }
    }

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

    private async ValueTask WriteAsync(HttpResponse response)
    {
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

    private async ValueTask EndStreamAsync(Task ending)
    {
        await ending.ConfigureAwait(false);
        _stream!.Dispose();
        _stream = null;
    }
}
