using Fairlead.Components;

namespace Fairlead.Pipeline;

/// <summary>Which tools are run again when they break, and how often.</summary>
public sealed class RetryOptions
{
    private int _maxAttempts = 3;
    private TimeSpan _delay = TimeSpan.FromMilliseconds(200);
    private TimeSpan _maxDelay = TimeSpan.FromSeconds(5);

    /// <summary>How often a tool runs at most, the first time included. Default: 3.</summary>
    /// <value>2 to 10.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxAttempts
    {
        get => _maxAttempts;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 10);
            _maxAttempts = value;
        }
    }

    /// <summary>The pause before the second run; each further one doubles it, with jitter. Default: 200 ms.</summary>
    /// <value>Zero to one minute.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public TimeSpan Delay
    {
        get => _delay;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromMinutes(1));
            _delay = value;
        }
    }

    /// <summary>The longest pause. Default: 5 s. All runs and pauses together stay within the tool's timeout.</summary>
    /// <value>Above zero, up to one minute.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public TimeSpan MaxDelay
    {
        get => _maxDelay;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromMinutes(1));
            _maxDelay = value;
        }
    }

    /// <summary>Which tools may be run again. Default: those that say that it makes no difference (<c>Idempotent = true</c> or <c>ReadOnly = true</c>).</summary>
    public Func<Component, bool> AppliesTo { get; set; } = static component => component is Tool { Annotations: { } hints } && (hints.IdempotentHint == true || hints.ReadOnlyHint == true);
}
