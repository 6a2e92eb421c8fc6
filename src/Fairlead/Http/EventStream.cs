using System.IO.Pipelines;
using Fairlead.Engine;
using Fairlead.Transports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fairlead.Http;

/// <summary>A response that has become a stream of server-sent events, kept alive by comments.</summary>
internal sealed class EventStream : IDisposable
{
    // Shorter than the idle timeouts of common proxies.
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(15);

    private static readonly byte[] Before = [.. "event: message\ndata: "u8];
    private static readonly byte[] After = [.. "\n\n"u8];

    private readonly MessageOutput _events;
    private readonly ITimer _keepAlive;

    private EventStream(PipeWriter output, TimeProvider time)
    {
        _events = new(Before, After, async bytes =>
        {
            var result = await output.WriteAsync(bytes).ConfigureAwait(false);
            if (result.IsCompleted) throw new IOException("The connection is closed.");
        });
        _keepAlive = time.CreateTimer(static state => ((EventStream)state!).KeepAlive(), this, KeepAliveInterval, KeepAliveInterval);
    }

    /// <summary>Turns a response that has not started into a stream.</summary>
    public static EventStream Open(HttpContext context, TimeProvider time)
    {
        var response = context.Response;
        response.ContentType = MediaTypes.EventStream;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        return new(response.BodyWriter, time);
    }

    /// <summary>Sends a message as an event.</summary>
    /// <param name="message">The message.</param>
    /// <param name="untilWritten">Wait until it has been written, also where there is room for it to wait in.</param>
    public ValueTask SendAsync(ReadOnlySpan<byte> message, bool untilWritten) => _events.SendAsync(message, untilWritten);

    /// <summary>Sends the reply as the last event, and waits until everything has been written, or cannot be.</summary>
    public async Task EndAsync(ReplyFrame reply)
    {
        try
        {
            await _events.SendAsync(reply).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The client is gone; there is nobody to tell.
        }

        await _events.CloseAsync().ConfigureAwait(false);
    }

    /// <summary>Stops sending, and waits until nothing is being written any more.</summary>
    public Task CloseAsync() => _events.CloseAsync();

    public void Dispose()
    {
        _keepAlive.Dispose();
        _events.Dispose();
    }

    // A failure is noticed by whoever sends next.
    private void KeepAlive() => _ = _events.SendIfIdleAsync(":\n\n"u8).AsTask();
}
