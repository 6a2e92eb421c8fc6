using System.Security.Cryptography;
using System.Text;
using Fairlead.Pipeline.Limits;

namespace Fairlead.Redis;

/// <summary>Counts calls in Redis. The clock is that of Redis, so that the clocks of the instances do not matter.</summary>
internal sealed class RedisRateLimiter(RedisConnection redis, string prefix, WhenAway whenAway, TimeProvider time) : IRateLimiter, IAsyncDisposable
{
    private const int MaxLocalKeys = 100_000;
    private const int KeyBytes = 16;

    // The generic cell rate algorithm: one number per key, the time at which all permits would be back.
    // Times in microseconds, written without an exponent: they fit a double exactly for some hundred years.
    private const string Bucket = """
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

    // As SlidingWindowLimiter counts in memory: a field for each part of the time, of those that reach back a whole time. Parts are
    // numbered by the clock; one that is ahead of it was taken before the clock was set back, and counts.
    private const string Window = """
        local time = redis.call('TIME')
        local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
        local segment, limit, permits, segments = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
        local current = math.floor(now / segment)
        local counts, taken, sum = redis.call('HGETALL', KEYS[1]), {}, 0
        for i = 1, #counts, 2 do
            local at, count = tonumber(counts[i]), tonumber(counts[i + 1])
            if at < current - segments then
                redis.call('HDEL', KEYS[1], counts[i])
            else
                taken[#taken + 1] = { at, count }
                sum = sum + count
            end
        end
        if sum + permits <= limit then
            redis.call('HINCRBY', KEYS[1], string.format('%.0f', current), permits)
            redis.call('PEXPIRE', KEYS[1], math.ceil(segment * (segments + 1) / 1000))
            return 0
        end
        table.sort(taken, function(left, right) return left[1] < right[1] end)
        for _, part in ipairs(taken) do
            sum = sum - part[2]
            if sum + permits <= limit then return math.max(1, math.ceil((part[1] + segments + 1) * segment - now)) end
        end
        return segment
        """;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private readonly MemoryRateLimiter _local = new(MaxLocalKeys, time);

    public async ValueTask<RateLimitDecision> AcquireAsync(string key, int permits, RateLimitWindow window, CancellationToken cancellationToken)
    {
        var wait = await WaitAsync(key, permits, window, cancellationToken).ConfigureAwait(false);
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

    private ValueTask<long?> WaitAsync(string key, int permits, RateLimitWindow window, CancellationToken cancellationToken)
    {
        if (window.Algorithm == RateLimitAlgorithm.SlidingWindow)
        {
            var segment = Microseconds(window.Per / SlidingWindowLimiter.Segments);
            return redis.EvaluateAsync(Window, KeyOf("window", key), [segment, window.Permits, permits, SlidingWindowLimiter.Segments], cancellationToken);
        }

        // Whole microseconds: sums of them are exact, and the first burst is the limit and not one more or less.
        var interval = Math.Max(1, Microseconds(window.Per) / window.Permits);
        return redis.EvaluateAsync(Bucket, KeyOf("limit", key), [interval, window.Permits, permits], cancellationToken);
    }

    private static long Microseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    // Hashed: keys hold who calls, of any length. In braces, so that a cluster keeps what belongs to a key in one place.
    private string KeyOf(string kind, string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return $"{prefix}{kind}:{{{Convert.ToHexStringLower(hash[..KeyBytes])}}}";
    }
}
