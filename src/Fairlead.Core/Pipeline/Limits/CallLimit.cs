namespace Fairlead.Pipeline.Limits;

/// <summary>A limit on calls.</summary>
/// <param name="Id">Tells it from all other limits of the server.</param>
/// <param name="Window">How much is allowed in which time; for a limit on calls at once, the time after which refused ones may come back.</param>
/// <param name="By">Who shares it.</param>
/// <param name="IsConcurrency">Calls that run at once are counted, not calls in a time.</param>
internal sealed record CallLimit(string Id, RateLimitWindow Window, RateLimitBy By, bool IsConcurrency)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>Makes a limit on calls in a time.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message says which.</exception>
    public static CallLimit Rate(string id, int permits, string per, RateLimitBy by, RateLimitAlgorithm algorithm)
    {
        if (permits < 1) throw new ArgumentException($"{id}: the limit is {permits}; it must be 1 or more.");
        if (!DurationText.TryParse(per, out var time) || time < Shortest || time > Longest) throw new ArgumentException($"{id}: the time is '{per}'; it must be from 100ms to 168h, such as 1s, 1m or 1h.");
        return new(id, new(permits, time, algorithm), by, false);
    }

    /// <summary>Makes a limit on calls at once.</summary>
    /// <exception cref="ArgumentException">The limit is below 1.</exception>
    public static CallLimit Concurrency(string id, int permits, RateLimitBy by) => permits >= 1
        ? new(id, new(permits, Soon), by, true)
        : throw new ArgumentException($"{id}: the limit is {permits}; it must be 1 or more.");
}
