using Fairlead.Components;

namespace Fairlead.Pipeline;

/// <summary>When a tool that breaks again and again is given a rest.</summary>
public sealed class CircuitBreakerOptions
{
    private double _failureRatio = 0.5;
    private int _minimumThroughput = 10;
    private TimeSpan _samplingDuration = TimeSpan.FromSeconds(30);
    private TimeSpan _breakDuration = TimeSpan.FromSeconds(15);

    /// <summary>From which share of broken calls on the tool rests. Default: 0.5.</summary>
    /// <value>Above 0, up to 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public double FailureRatio
    {
        get => _failureRatio;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, 0);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1);
            _failureRatio = value;
        }
    }

    /// <summary>How many calls there must have been within <see cref="SamplingDuration"/>. Default: 10.</summary>
    /// <value>2 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MinimumThroughput
    {
        get => _minimumThroughput;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2);
            _minimumThroughput = value;
        }
    }

    /// <summary>Over which time calls are counted. Default: 30 s.</summary>
    /// <value>0.5 s to 1 day.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public TimeSpan SamplingDuration
    {
        get => _samplingDuration;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(500));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1));
            _samplingDuration = value;
        }
    }

    /// <summary>How long the tool rests before one call tries it again. Default: 15 s.</summary>
    /// <value>0.5 s to 1 day.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public TimeSpan BreakDuration
    {
        get => _breakDuration;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(500));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1));
            _breakDuration = value;
        }
    }

    /// <summary>Which tools have a breaker, each its own. Default: all.</summary>
    public Func<Component, bool> AppliesTo { get; set; } = static _ => true;
}
