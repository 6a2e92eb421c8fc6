namespace Fairlead.Pipeline;

/// <summary>Which calls are told of because they were slow.</summary>
public sealed class TimingOptions
{
    private TimeSpan _slowerThan = TimeSpan.FromSeconds(1);

    /// <summary>From which duration on a call is logged as a warning. Default: 1 s.</summary>
    /// <value>Zero to 1 day; zero logs every call.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public TimeSpan SlowerThan
    {
        get => _slowerThan;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1));
            _slowerThan = value;
        }
    }
}
