using System.Threading.RateLimiting;

namespace Fairlead.Pipeline.Limits;

/// <summary>Counts calls in the memory of this process.</summary>
/// <param name="maxKeys">For how many keys calls are counted apart.</param>
/// <param name="time">The clock of sliding windows.</param>
internal sealed class MemoryRateLimiter(int maxKeys, TimeProvider time) : IRateLimiter, IDisposable
{
    // Permits of a bucket come back this often within the time of the limit, at least one at once.
    private const int Refills = 60;

    private readonly Partitions _partitions = new(maxKeys, window => Make(window, time));

    /// <summary>For how many keys calls are counted apart now.</summary>
    public int Keys => _partitions.Count;

    public ValueTask<RateLimitDecision> AcquireAsync(string key, int permits, RateLimitWindow window, CancellationToken cancellationToken)
    {
        var limiter = (ReplenishingRateLimiter)_partitions.Of(key, window);

        // No timers: time is looked at when somebody asks.
        limiter.TryReplenish();
        using var lease = limiter.AttemptAcquire(permits);
        return new(lease.IsAcquired ? RateLimitDecision.Allowed : new(false, RetryAfter(lease, limiter, window)));
    }

    public void Dispose() => _partitions.Dispose();

    private static TimeSpan RetryAfter(RateLimitLease lease, ReplenishingRateLimiter limiter, RateLimitWindow window) =>
        lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > TimeSpan.Zero ? after : Min(limiter.ReplenishmentPeriod, window.Per);

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    // A bucket of .NET's knows the real time only.
    private static RateLimiter Make(RateLimitWindow window, TimeProvider time)
    {
        if (window.Algorithm == RateLimitAlgorithm.SlidingWindow) return new SlidingWindowLimiter(window, time);
        var refills = Math.Min(window.Permits, Refills);
        return new TokenBucketRateLimiter(new()
        {
            TokenLimit = window.Permits,
            TokensPerPeriod = window.Permits / refills,
            ReplenishmentPeriod = window.Per / window.Permits * (window.Permits / refills),
            QueueLimit = 0,
            AutoReplenishment = false,
        });
    }
}
