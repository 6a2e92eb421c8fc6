using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace Fairlead.Pipeline.Limits;

/// <summary>
/// No more permits than the limit in any stretch of its time: they come back once the part of the time in which they were taken is a whole
/// time ago. .NET's own limiter moves on by one part each time it is asked, however much time has passed, and so needs a timer for each key.
/// </summary>
internal sealed class SlidingWindowLimiter(RateLimitWindow window, TimeProvider time) : ReplenishingRateLimiter
{
    /// <summary>Into how many parts the time is divided.</summary>
    public const int Segments = 10;

    // The part that runs and those before it: together never shorter than the time.
    private readonly int[] _taken = new int[Segments + 1];
    private readonly long _started = time.GetTimestamp();
    private readonly Lock _lock = new();
    private long _segment;
    private int _sum;

    public override bool IsAutoReplenishing => false;

    public override TimeSpan ReplenishmentPeriod { get; } = window.Per / Segments;

    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_lock) return _sum == 0 ? TimeSpan.Zero : null;
        }
    }

    public override bool TryReplenish()
    {
        lock (_lock) Slide();
        return true;
    }

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_lock)
        {
            var now = Slide();
            if (_sum + permitCount > window.Permits) return new Lease(RetryAfter(permitCount, now));
            _taken[_segment % _taken.Length] += permitCount;
            _sum += permitCount;
            return Lease.Taken;
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => new(AttemptAcquireCore(permitCount));

    private TimeSpan Slide()
    {
        var now = time.GetElapsedTime(_started);
        var current = now.Ticks / ReplenishmentPeriod.Ticks;
        for (var passed = Math.Min(current - _segment, _taken.Length); passed > 0; passed--)
        {
            ref var oldest = ref _taken[(current - passed + 1) % _taken.Length];
            _sum -= oldest;
            oldest = 0;
        }

        _segment = current;
        return now;
    }

    private TimeSpan RetryAfter(int permits, TimeSpan now)
    {
        var left = _sum;
        for (var segment = Math.Max(0, _segment - Segments); segment < _segment; segment++)
        {
            left -= _taken[segment % _taken.Length];
            if (left + permits <= window.Permits) return ReplenishmentPeriod * (segment + _taken.Length) - now;
        }

        return ReplenishmentPeriod * (_segment + _taken.Length) - now;
    }

    private sealed class Lease(TimeSpan? retryAfter) : RateLimitLease
    {
        public static readonly Lease Taken = new(null);

        public override bool IsAcquired => retryAfter is null;

        public override IEnumerable<string> MetadataNames => retryAfter is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
            return metadata is not null;
        }
    }
}
