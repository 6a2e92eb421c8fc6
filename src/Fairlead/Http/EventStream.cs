using System.Globalization;
using System.IO.Pipelines;
using System.Text;
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
    private readonly TaskCompletionSource? _released;

    private EventStream(PipeWriter output, TimeProvider time, TaskCompletionSource? released)
    {
        _events = new(Before, After, async bytes =>
        {
            var result = await output.WriteAsync(bytes).ConfigureAwait(false);
            if (result.IsCompleted) throw new IOException("The connection is closed.");
        });
        _released = released;
        _keepAlive = time.CreateTimer(static state => ((EventStream)state!).KeepAlive(), this, KeepAliveInterval, KeepAliveInterval);
    }

    /// <summary>Turns a response that has not started into a stream.</summary>
    /// <param name="context">The request.</param>
    /// <param name="time">The clock.</param>
    /// <param name="released">Completed by <see cref="Release"/>.</param>
    public static EventStream Open(HttpContext context, TimeProvider time, TaskCompletionSource? released = null)
    {
        var response = context.Response;
        response.ContentType = MediaTypes.EventStream;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        return new(response.BodyWriter, time, released);
    }

    /// <summary>Sends a message as an event.</summary>
    /// <param name="message">The message.</param>
    /// <param name="untilWritten">Wait until it has been written, also where there is room for it to wait in.</param>
    public ValueTask SendAsync(ReadOnlySpan<byte> message, bool untilWritten = false) => _events.SendAsync(message, untilWritten: untilWritten);

    /// <summary>Sends a message as an event with an id.</summary>
    /// <param name="message">The message.</param>
    /// <param name="id">The id.</param>
    /// <param name="untilWritten">Wait until it has been written, also where there is room for it to wait in.</param>
    public ValueTask SendAsync(ReadOnlySpan<byte> message, string id, bool untilWritten = false) =>
        _events.SendAsync(message, Encoding.ASCII.GetBytes($"id: {id}\n"), untilWritten);

    /// <summary>Sends an event with an id and no data, from which on a client can come back.</summary>
    public ValueTask SendPrimingAsync(string id) => _events.SendRawAsync(Encoding.ASCII.GetBytes($"id: {id}\ndata: \n\n"));

    /// <summary>Sends an event of a name with a text.</summary>
    public ValueTask SendNamedAsync(string name, string text) => _events.SendRawAsync(Encoding.UTF8.GetBytes($"event: {name}\ndata: {text}\n\n"));

    /// <summary>Says how long the client should wait before it comes back.</summary>
    public ValueTask SendRetryAsync(TimeSpan after) =>
        _events.SendRawAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"retry: {after.TotalMilliseconds:0}\n\n")));

    /// <summary>Sends a reply as an event.</summary>
    public ValueTask SendAsync(ReplyFrame reply) => _events.SendAsync(reply);

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

    /// <summary>Tells whoever answers the request that nothing more will be sent.</summary>
    public void Release() => _released?.TrySetResult();

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
