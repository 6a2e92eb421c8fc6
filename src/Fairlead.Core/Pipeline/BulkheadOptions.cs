using Fairlead.Components;

namespace Fairlead.Pipeline;

/// <summary>How many calls of one tool run at a time.</summary>
public sealed class BulkheadOptions
{
    private int _maxConcurrent = 10;
    private int _maxWaiting = 100;

    /// <summary>How many calls of a tool run at a time. Default: 10.</summary>
    /// <value>1 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxConcurrent
    {
        get => _maxConcurrent;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _maxConcurrent = value;
        }
    }

    /// <summary>How many further calls wait, in order; those beyond are refused. The time they wait counts against the tool's timeout. Default: 100.</summary>
    /// <value>Zero or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxWaiting
    {
        get => _maxWaiting;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _maxWaiting = value;
        }
    }

    /// <summary>Which tools are bounded, each by itself. Default: all.</summary>
    public Func<Component, bool> AppliesTo { get; set; } = static _ => true;
}
