namespace Fairlead;

/// <summary>How calls are counted.</summary>
public enum RateLimitAlgorithm
{
    /// <summary>Permits come back steadily; those not used are saved up to the limit, so that a burst may take all at once.</summary>
    TokenBucket,

    /// <summary>In any stretch of time as long as the limit's, no more calls than the limit; permits come back after that time and up to a tenth of it.</summary>
    SlidingWindow,
}
