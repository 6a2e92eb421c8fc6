namespace Fairlead;

/// <summary>Bounds how many calls of a component run at once. Further ones are refused as by <see cref="RateLimitAttribute"/>.</summary>
/// <param name="permits">How many calls may run at once: 1 or more.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class ConcurrencyLimitAttribute(int permits) : Attribute
{
    /// <summary>How many calls may run at once.</summary>
    public int Permits { get; } = permits;

    /// <summary>Who shares the limit. Default: all its callers together.</summary>
    public RateLimitBy By { get; set; } = RateLimitBy.Component;
}
