using System.Diagnostics;
using HdrHistogram;

namespace Fairlead.Cli.Measuring;

/// <summary>What a load has shown so far. Many requests report to it at once.</summary>
internal sealed class Measurement
{
    // A microsecond to ten minutes, with three digits.
    private const long MaxMicroseconds = 600_000_000;
    private const int Digits = 3;

    private readonly LongConcurrentHistogram _latencies = new(1, MaxMicroseconds, Digits);
    private readonly long _start;
    private readonly long _end;
    private readonly long[] _perSecond;
    private long _errors;
    private string? _firstError;

    public Measurement(long start, TimeSpan duration)
    {
        _start = start;
        _end = start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        Duration = duration;
        _perSecond = new long[(int)Math.Ceiling(duration.TotalSeconds)];
    }

    public TimeSpan Duration { get; }

    public long Count => _latencies.TotalCount;

    public long Errors => Interlocked.Read(ref _errors);

    public string? FirstError => Volatile.Read(ref _firstError);

    /// <summary>Requests that were answered, for each second.</summary>
    public IReadOnlyList<long> PerSecond => _perSecond;

    public double CallsPerSecond => Count / Duration.TotalSeconds;

    public double MeanMilliseconds => Count == 0 ? 0 : _latencies.GetMean() / 1000;

    public double MaxMilliseconds => Count == 0 ? 0 : _latencies.GetMaxValue() / 1000.0;

    /// <param name="percentile">0 to 100.</param>
    public double Milliseconds(double percentile) => Count == 0 ? 0 : _latencies.GetValueAtPercentile(percentile) / 1000.0;

    /// <summary>Notes a reply. Only what was due within the time that is measured counts.</summary>
    /// <param name="due">When the request was to be sent: a server that is late must not thin out its own measurement.</param>
    /// <param name="error">What was wrong with the reply; none when it was well.</param>
    public void Add(long due, string? error)
    {
        var now = Stopwatch.GetTimestamp();
        if (due < _start || due >= _end) return;
        if (error is not null)
        {
            Interlocked.Increment(ref _errors);
            Interlocked.CompareExchange(ref _firstError, error, null);
            return;
        }

        _latencies.RecordValue(Math.Clamp((long)Stopwatch.GetElapsedTime(due, now).TotalMicroseconds, 1, MaxMicroseconds));
        var second = (int)Stopwatch.GetElapsedTime(_start, now).TotalSeconds;
        if (second < _perSecond.Length) Interlocked.Increment(ref _perSecond[second]);
    }
}
