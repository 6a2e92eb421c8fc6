using System.Globalization;

namespace Fairlead.Testing;

/// <summary>How a server has done under a load.</summary>
public sealed class LoadReport
{
    private readonly TimeSpan[] _latencies;

    internal LoadReport(TimeSpan[] latencies, TimeSpan duration, IReadOnlyList<string> failures)
    {
        Array.Sort(latencies);
        (_latencies, Duration, Failures) = (latencies, duration, failures);
    }

    /// <summary>How many calls there were, those that failed too.</summary>
    public int Calls => _latencies.Length;

    /// <summary>How long it took, from the first call to the last reply.</summary>
    public TimeSpan Duration { get; }

    /// <summary>What was wrong with the calls that failed, a text each.</summary>
    public IReadOnlyList<string> Failures { get; }

    /// <summary>Calls in a second.</summary>
    public double CallsPerSecond => Calls / Math.Max(Duration.TotalSeconds, 1e-9);

    /// <summary>The time within which so many of a hundred calls were answered. Times depend on the machine: compare them with each other, not with a number.</summary>
    /// <param name="percentile">0 to 100: 50 is the median, 100 the slowest.</param>
    /// <returns>The time; zero where there were no calls.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The percentile is not in the range.</exception>
    public TimeSpan Percentile(double percentile)
    {
        if (percentile is not (>= 0 and <= 100)) throw new ArgumentOutOfRangeException(nameof(percentile), percentile, "A percentile is between 0 and 100.");
        if (_latencies.Length == 0) return TimeSpan.Zero;
        return _latencies[Math.Max((int)Math.Ceiling(percentile / 100 * _latencies.Length) - 1, 0)];
    }

    /// <summary>Every call was answered well.</summary>
    /// <returns>This report.</returns>
    /// <exception cref="McpTestException">Some failed: with how many, and the first of them.</exception>
    public LoadReport ShouldHaveNoFailures() => Failures.Count == 0
        ? this
        : throw new McpTestException($"Expected no failures\nbut was  {Failures.Count} of {Calls}, the first: {Failures[0]}\n{this}");

    /// <summary>The figures on a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Calls} calls in {Duration.TotalSeconds:0.###} s ({CallsPerSecond:0}/s), {Failures.Count} failures, p50 {Percentile(50).TotalMilliseconds:0.###} ms, p90 {Percentile(90).TotalMilliseconds:0.###} ms, p99 {Percentile(99).TotalMilliseconds:0.###} ms, max {Percentile(100).TotalMilliseconds:0.###} ms");
}
