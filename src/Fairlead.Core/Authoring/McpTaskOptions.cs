namespace Fairlead;

/// <summary>How tasks are kept; see <see cref="McpServerBuilder.AddTasks"/>.</summary>
public sealed class McpTaskOptions
{
    private TimeSpan _timeToLive = TimeSpan.FromHours(1);
    private TimeSpan _pollInterval = TimeSpan.FromSeconds(1);
    private int _maxTasks = 10_000;

    /// <summary>How long a task may run, and its result is kept, from its creation on (<c>ttlMs</c>). Default: 1 h.</summary>
    /// <value>1 s to 24 days.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public TimeSpan TimeToLive
    {
        get => _timeToLive;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromSeconds(1));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(24));
            _timeToLive = value;
        }
    }

    /// <summary>How often clients should ask how a task is (<c>pollIntervalMs</c>). Default: 1 s.</summary>
    /// <value>10 ms to 1 h.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public TimeSpan PollInterval
    {
        get => _pollInterval;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(10));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromHours(1));
            _pollInterval = value;
        }
    }

    /// <summary>How many tasks are kept, running ones and ended ones. Beyond, new calls wait as if there were no tasks. Default: 10,000.</summary>
    /// <value>1 to 1,000,000.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxTasks
    {
        get => _maxTasks;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1_000_000);
            _maxTasks = value;
        }
    }
}
