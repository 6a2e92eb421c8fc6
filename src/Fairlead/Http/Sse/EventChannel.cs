using System.Net;
using Fairlead.Engine;
using Fairlead.Transports;

namespace Fairlead.Http.Sse;

/// <summary>Sends everything of a conversation on one stream of events.</summary>
internal sealed class EventChannel(EventStream stream, IPAddress? address) : ReplyChannel
{
    public override IPAddress? RemoteAddress => address;

    public override ValueTask SendAsync(ReadOnlyMemory<byte> message) => stream.SendAsync(message.Span);

    public override ValueTask SendAndFlushAsync(ReadOnlyMemory<byte> message) => stream.SendAsync(message.Span, untilWritten: true);

    public override ValueTask SendAsync(ReplyFrame reply) => stream.SendAsync(reply);
}
