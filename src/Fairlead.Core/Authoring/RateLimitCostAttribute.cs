namespace Fairlead;

/// <summary>A call of the component counts as several, in all limits on calls in a time. On a class, for all components of it.</summary>
/// <param name="permits">As how many calls it counts: 1 or more. More than a limit allows counts as the whole limit.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class RateLimitCostAttribute(int permits) : Attribute
{
    /// <summary>As how many calls it counts.</summary>
    public int Permits { get; } = permits;
}
