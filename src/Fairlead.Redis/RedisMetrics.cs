using System.Diagnostics.Metrics;

namespace Fairlead.Redis;

/// <summary>What is measured of Redis.</summary>
internal static class RedisMetrics
{
    private static readonly Meter Meter = new("Fairlead.Redis");

    /// <summary>Requests to Redis that were not answered.</summary>
    public static readonly Counter<long> Failures = Meter.CreateCounter<long>("fairlead.redis.failures", "{request}", "Requests to Redis that were not answered.");
}
