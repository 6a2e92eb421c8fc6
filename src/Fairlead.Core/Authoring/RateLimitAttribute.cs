namespace Fairlead;

/// <summary>
/// Bounds how often a component may be called. Further calls are refused: HTTP 429 with <c>Retry-After</c>, and everywhere a JSON-RPC
/// error that says when to come back. On a class, each of its components has the limit for itself. Several attributes all count.
/// </summary>
/// <param name="permits">How many calls are allowed within <see cref="Per"/>: 1 or more.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class RateLimitAttribute(int permits) : Attribute
{
    /// <summary>How many calls are allowed within <see cref="Per"/>.</summary>
    public int Permits { get; } = permits;

    /// <summary>The time: <c>"100ms"</c> to <c>"168h"</c>, such as <c>"1s"</c>, <c>"1m"</c> or <c>"1h"</c>. Default: one minute.</summary>
    public string Per { get; set; } = "1m";

    /// <summary>Who shares the component's limit. Default: each caller has it for itself.</summary>
    public RateLimitBy By { get; set; }

    /// <summary>How calls are counted. Default: <see cref="RateLimitAlgorithm.TokenBucket"/>.</summary>
    public RateLimitAlgorithm Algorithm { get; set; }
}
