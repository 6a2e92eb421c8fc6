using System.Net;

namespace Fairlead.Protocol;

/// <summary>The way from the server to the client on which the messages of a call travel.</summary>
internal abstract class MessageChannel
{
    /// <summary>The services of the request that surrounds the call, or <see langword="null"/> where the call makes its own scope.</summary>
    public virtual IServiceProvider? RequestServices => null;

    /// <summary>Where the client is, or <see langword="null"/> where there is no network between.</summary>
    public virtual IPAddress? RemoteAddress => null;

    /// <summary>
    /// Sends a message that precedes the reply. May be called by several threads; messages arrive in the order of the calls,
    /// and before the reply. The bytes may be reused as soon as the method has returned.
    /// </summary>
    /// <param name="message">One JSON-RPC message without line breaks.</param>
    /// <returns>A task that completes when the transport has taken the message; it fails where the client is gone.</returns>
    public abstract ValueTask SendAsync(ReadOnlyMemory<byte> message);

    /// <summary>
    /// Sends a message as <see cref="SendAsync"/> does, and waits until it has left: for senders that rather say less than say
    /// it to a client that does not read.
    /// </summary>
    /// <param name="message">One JSON-RPC message without line breaks.</param>
    public virtual ValueTask SendAndFlushAsync(ReadOnlyMemory<byte> message) => SendAsync(message);

    /// <summary>Lets go of the client's connection while the call goes on, where the client can come back for the rest.</summary>
    /// <param name="retryAfter">How long the client should wait before it comes back.</param>
    public virtual ValueTask CloseStreamAsync(TimeSpan retryAfter) => default;
}
