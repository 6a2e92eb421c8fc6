using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace Fairlead.Pipeline.Limits;

/// <summary>
/// Limiters by key, in bounded number. Those that have all their permits know no more than new ones, and are freed; where all places
/// are taken, newcomers share one limiter.
/// </summary>
/// <param name="maxKeys">How many keys have a limiter of their own.</param>
/// <param name="make">Makes a limiter.</param>
internal sealed class Partitions(int maxKeys, Func<RateLimitWindow, RateLimiter> make) : IDisposable
{
    // Looking through all of them must not be what a flood of newcomers is answered with.
    private const long SweepWhenFull = 1000;
    private const long SweepAnyway = 60_000;

    private readonly ConcurrentDictionary<string, RateLimiter> _limiters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<RateLimitWindow, RateLimiter> _shared = new();
    private readonly Lock _adding = new();
    private long _swept = Environment.TickCount64;
    private int _count;

    /// <summary>How many keys have a limiter of their own now.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The limiter of a key.</summary>
    public RateLimiter Of(string key, RateLimitWindow window) => _limiters.TryGetValue(key, out var limiter) ? limiter : Add(key, window);

    /// <summary>Frees the limiters that have all their permits.</summary>
    public void Sweep()
    {
        lock (_adding)
        {
            _swept = Environment.TickCount64;
            foreach (var (key, limiter) in _limiters)
            {
                (limiter as ReplenishingRateLimiter)?.TryReplenish();
                if (limiter.IdleDuration is null || !_limiters.TryRemove(new(key, limiter))) continue;

                // Not disposed: somebody may just have taken it in hand, and its memory is all that it holds.
                _count--;
            }
        }
    }

    public void Dispose()
    {
        foreach (var limiter in _limiters.Values) limiter.Dispose();
        foreach (var limiter in _shared.Values) limiter.Dispose();
    }

    private RateLimiter Add(string key, RateLimitWindow window)
    {
        lock (_adding)
        {
            if (_limiters.TryGetValue(key, out var known)) return known;
            var sinceSweep = Environment.TickCount64 - _swept;
            if (sinceSweep >= SweepAnyway || (_count >= maxKeys && sinceSweep >= SweepWhenFull)) Sweep();
            if (_count >= maxKeys) return _shared.GetOrAdd(window, make);
            _count++;
            return _limiters[key] = make(window);
        }
    }
}
