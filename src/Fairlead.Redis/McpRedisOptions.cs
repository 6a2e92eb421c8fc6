namespace Fairlead.Redis;

/// <summary>How Redis is used.</summary>
public sealed class McpRedisOptions
{
    private TimeSpan _timeout = TimeSpan.FromSeconds(1);

    /// <summary>What stands before each key. Default: <c>fairlead:</c>. Servers of different names do not get in each other's way.</summary>
    public string KeyPrefix { get; set; } = "fairlead:";

    /// <summary>What happens to calls while Redis does not answer. Default: <see cref="WhenAway.Local"/>.</summary>
    public WhenAway WhenAway { get; set; }

    /// <summary>How long an answer is waited for. Default: 1 s.</summary>
    /// <value>10 ms to 30 s.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public TimeSpan Timeout
    {
        get => _timeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(10));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromSeconds(30));
            _timeout = value;
        }
    }
}
