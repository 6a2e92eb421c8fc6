namespace Fairlead.Auditing;

/// <summary>All sinks of a server, each with a queue and a chain of its own.</summary>
internal sealed class AuditTrail(AuditLane[] lanes) : IAsyncDisposable
{
    /// <summary>Calls must be refused: their records could not be kept.</summary>
    public bool Refuses
    {
        get
        {
            foreach (var lane in lanes)
            {
                if (lane.Refuses) return true;
            }

            return false;
        }
    }

    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var lane in lanes) await lane.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Hands a record to all sinks.</summary>
    /// <returns><see langword="false"/> where the caller must not have the result, because the record is not kept.</returns>
    public ValueTask<bool> AppendAsync(AuditRecord record) => lanes.Length == 1 ? lanes[0].AppendAsync(record) : AppendToAllAsync(record);

    /// <summary>Writes what waits, and closes the sinks.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var lane in lanes) await lane.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<bool> AppendToAllAsync(AuditRecord record)
    {
        var areKept = true;
        foreach (var lane in lanes) areKept &= await lane.AppendAsync(record).ConfigureAwait(false);
        return areKept;
    }
}
