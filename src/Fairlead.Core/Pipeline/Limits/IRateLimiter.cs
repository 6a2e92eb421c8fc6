namespace Fairlead.Pipeline.Limits;

/// <summary>
/// Counts calls. Register one as a service to count elsewhere than in this process's memory, such as for several instances
/// together.
/// </summary>
public interface IRateLimiter
{
    /// <summary>Takes permits, or none of them.</summary>
    /// <param name="key">What is counted: the limit, and who shares it. Up to a few hundred characters, from a bounded number of limits but any number of callers.</param>
    /// <param name="permits">How many: 1 up to the window's.</param>
    /// <param name="window">How much is allowed in which time; always the same for a key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether the call may go on.</returns>
    ValueTask<RateLimitDecision> AcquireAsync(string key, int permits, RateLimitWindow window, CancellationToken cancellationToken);
}
