namespace Fairlead.Pipeline.Limits;

/// <summary>How much is allowed in which time.</summary>
/// <param name="Permits">The permits.</param>
/// <param name="Per">The time.</param>
/// <param name="Algorithm">How calls are counted. An implementation may offer only one, and says so.</param>
public sealed record RateLimitWindow(int Permits, TimeSpan Per, RateLimitAlgorithm Algorithm = RateLimitAlgorithm.TokenBucket);
