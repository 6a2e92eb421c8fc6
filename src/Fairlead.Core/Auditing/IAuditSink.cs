namespace Fairlead.Auditing;

/// <summary>Where audit records are kept. Called by one thread at a time.</summary>
public interface IAuditSink : IAsyncDisposable
{
    /// <summary>Opens the sink before the server answers.</summary>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The end of the chain that the sink holds, to go on from; <see langword="null"/> to begin a new one.</returns>
    ValueTask<AuditHead?> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Keeps records. Where this throws, none of them counts as kept, and the same ones are handed over again a second later.</summary>
    /// <param name="entries">The records, in the chain's order.</param>
    /// <param name="cancellationToken">Signalled when the server has waited long enough to stop.</param>
    ValueTask WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken);
}
