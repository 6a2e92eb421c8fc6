namespace Fairlead.Engine;

/// <summary>Counts the calls of components that run now, bounds their number, and waits for them at shutdown.</summary>
internal sealed class CallsInFlight(int limit) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;
    private volatile bool _isDraining;

    /// <summary>How many calls run now.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Takes a place, where there is one.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= limit) return true;
        Leave();
        return false;
    }

    /// <summary>Gives a place back.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _count) == 0 && _isDraining) _drained.TrySetResult();
    }

    /// <summary>Tells a call to stop when the time for draining is over.</summary>
    public CancellationTokenRegistration AbortWhenStopping(CallLifetime lifetime) =>
        _stopping.Token.UnsafeRegister(static state => ((CallLifetime)state!).Abort(AbortReason.Stopping), lifetime);

    /// <summary>Waits until no call runs; after the timeout, tells those that still run to stop.</summary>
    public async Task DrainAsync(TimeSpan timeout, TimeProvider time)
    {
        _isDraining = true;
        if (Count == 0) return;
        if (await Task.WhenAny(_drained.Task, Task.Delay(timeout, time)).ConfigureAwait(false) != _drained.Task)
        {
            await _stopping.CancelAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => _stopping.Dispose();
}
