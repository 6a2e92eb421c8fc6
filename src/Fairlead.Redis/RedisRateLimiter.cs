using System.Security.Cryptography;
using System.Text;
using Fairlead.Pipeline.Limits;

namespace Fairlead.Redis;

/// <summary>
/// Counts calls in Redis by the generic cell rate algorithm: one number per key, the time at which all permits would be back. The clock
/// is that of Redis, so that the clocks of the instances do not matter. Both algorithms of a limit are counted this way.
/// </summary>
internal sealed class RedisRateLimiter(RedisConnection redis, string prefix, WhenAway whenAway) : IRateLimiter, IAsyncDisposable
{
    private const int MaxLocalKeys = 100_000;
    private const int KeyBytes = 16;

    // Times in microseconds, written without an exponent: they fit a double exactly for some hundred years.
    private const string Script = """
        local time = redis.call('TIME')
        local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
        local interval, burst, permits = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        local full = tonumber(redis.call('GET', KEYS[1]) or now)
        if full < now then full = now end
        full = full + interval * permits
        local wait = full - now - interval * burst
        if wait > 0 then return math.ceil(wait) end
        redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
        return 0
        """;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private readonly MemoryRateLimiter _local = new(MaxLocalKeys);

    public async ValueTask<RateLimitDecision> AcquireAsync(string key, int permits, RateLimitWindow window, CancellationToken cancellationToken)
    {
        // Whole microseconds: sums of them are exact, and the first burst is the limit and not one more or less.
        var interval = Math.Max(1, window.Per.Ticks / TimeSpan.TicksPerMicrosecond / window.Permits);
        var wait = await redis.EvaluateAsync(Script, KeyOf(key), [interval, window.Permits, permits], cancellationToken).ConfigureAwait(false);
        if (wait is { } microseconds) return microseconds == 0 ? RateLimitDecision.Allowed : new(false, TimeSpan.FromMicroseconds(microseconds));
        return whenAway switch
        {
            WhenAway.FailOpen => RateLimitDecision.Allowed,
            WhenAway.FailClosed => new(false, Soon),
            _ => await _local.AcquireAsync(key, permits, window, cancellationToken).ConfigureAwait(false),
        };
    }

    public ValueTask DisposeAsync()
    {
        _local.Dispose();
        return redis.DisposeAsync();
    }

    // Hashed: keys hold who calls, of any length. In braces, so that a cluster keeps what belongs to a key in one place.
    private string KeyOf(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return $"{prefix}limit:{{{Convert.ToHexStringLower(hash[..KeyBytes])}}}";
    }
}
