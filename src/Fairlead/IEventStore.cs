namespace Fairlead;

/// <summary>
/// Keeps the events of HTTP sessions for clients whose connection breaks. Register one in the services to replace the store in
/// memory. Must be safe for concurrent use; one stream's events are appended one after the other.
/// </summary>
public interface IEventStore
{
    /// <summary>Keeps an event. May drop older ones to stay within bounds.</summary>
    /// <param name="session">A name for the session. Not the session's id, which is a secret.</param>
    /// <param name="stream">The stream within the session; 0 for the one that belongs to no call.</param>
    /// <param name="streamEvent">The event. Its bytes do not change any more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask AppendAsync(string session, int stream, StreamEvent streamEvent, CancellationToken cancellationToken);

    /// <summary>The events of one stream after a number, in their order: those that are still kept.</summary>
    /// <param name="session">The session.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="after">The number of the last event that the client has; 0 for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<StreamEvent>> ReadAsync(string session, int stream, long after, CancellationToken cancellationToken);

    /// <summary>Forgets all events of a session that has ended.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask RemoveAsync(string session, CancellationToken cancellationToken);
}
