using Fairlead.Engine;

namespace Fairlead.Transports;

/// <summary>Writes messages as lines to a stream.</summary>
internal sealed class LineWriter(Stream output) : ReplyChannel, IDisposable
{
    private readonly MessageOutput _messages = new([], [(byte)'\n'], async bytes =>
    {
        await output.WriteAsync(bytes).ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
    });

    public override ValueTask SendAsync(ReadOnlyMemory<byte> message) => _messages.SendAsync(message.Span);

    public override ValueTask SendAndFlushAsync(ReadOnlyMemory<byte> message) => _messages.SendAsync(message.Span, untilWritten: true);

    /// <summary>Sends a reply.</summary>
    public override ValueTask SendAsync(ReplyFrame reply) => _messages.SendAsync(reply);

    /// <summary>Takes no more messages, and waits until everything has been written, or cannot be.</summary>
    public Task CloseAsync() => _messages.CloseAsync();

    public void Dispose() => _messages.Dispose();
}
