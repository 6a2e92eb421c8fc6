namespace Fairlead.Pipeline.Limits;

/// <summary>Whether a call may go on.</summary>
/// <param name="IsAllowed">It may.</param>
/// <param name="RetryAfter">If it may not: when to try again.</param>
public readonly record struct RateLimitDecision(bool IsAllowed, TimeSpan RetryAfter)
{
    /// <summary>The call may go on.</summary>
    public static RateLimitDecision Allowed => new(true, TimeSpan.Zero);
}
