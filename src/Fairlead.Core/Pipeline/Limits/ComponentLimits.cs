using Fairlead.Components;

namespace Fairlead.Pipeline.Limits;

/// <summary>The limits that a component's attributes set.</summary>
/// <param name="Limits">The limits.</param>
/// <param name="Cost">As how many calls one counts.</param>
internal sealed record ComponentLimits(CallLimit[] Limits, int Cost)
{
    public static readonly ComponentLimits None = new([], 1);

    /// <summary>Reads a component's attributes.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message says which.</exception>
    public static ComponentLimits Of(Component component)
    {
        List<CallLimit>? limits = null;
        var cost = 1;
        foreach (var attribute in component.Metadata)
        {
            switch (attribute)
            {
                case RateLimitAttribute rate:
                    (limits ??= []).Add(CallLimit.Rate($"{component}#{limits.Count}", rate.Permits, rate.Per, rate.By, rate.Algorithm));
                    break;
                case ConcurrencyLimitAttribute concurrency:
                    (limits ??= []).Add(CallLimit.Concurrency($"{component}#{limits.Count}", concurrency.Permits, concurrency.By));
                    break;
                case RateLimitCostAttribute weight:
                    cost = weight.Permits >= 1 ? weight.Permits : throw new ArgumentException($"{component}: the cost of a call is {weight.Permits}; it must be 1 or more.");
                    break;
            }
        }

        return limits is null && cost == 1 ? None : new([.. limits ?? []], cost);
    }
}
