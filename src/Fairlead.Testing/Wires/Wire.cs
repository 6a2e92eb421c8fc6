namespace Fairlead.Testing.Wires;

/// <summary>Carries messages between a test and its server.</summary>
internal abstract class Wire : IAsyncDisposable
{
    /// <summary>Gets every message of the server.</summary>
    public Action<string> Received { get; set; } = static _ => { };

    /// <summary>Gets what happened to the wire that is no message, for the transcript.</summary>
    public Action<string> Noted { get; set; } = static _ => { };

    /// <summary>Called when nothing more will come from the server.</summary>
    public Action Ended { get; set; } = static () => { };

    /// <summary>Sends a message.</summary>
    /// <param name="message">The message, or what passes for one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What the wire says of the message's reply.</returns>
    public abstract Task<Delivery> SendAsync(Outgoing message, CancellationToken cancellationToken);

    /// <summary>A conversation has been opened in a revision with sessions.</summary>
    public virtual ValueTask OpenedAsync() => default;

    public abstract ValueTask DisposeAsync();
}
