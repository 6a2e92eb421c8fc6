using Fairlead.Engine;
using Fairlead.Protocol;

namespace Fairlead.Transports;

/// <summary>The one way on which everything travels to the client of a conversation, replies included.</summary>
internal abstract class ReplyChannel : MessageChannel
{
    /// <summary>Sends a reply.</summary>
    public abstract ValueTask SendAsync(ReplyFrame reply);
}
