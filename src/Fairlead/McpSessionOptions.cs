namespace Fairlead;

/// <summary>
/// The sessions of clients older than 2026-07-28 at an HTTP endpoint: how many, how long, and what is kept for those whose
/// connection breaks.
/// </summary>
public sealed class McpSessionOptions
{
    private TimeSpan _idleTimeout = TimeSpan.FromMinutes(10);
    private TimeSpan _resumeTimeout = TimeSpan.FromMinutes(5);
    private int _maxSessions = 10_000;
    private int _maxSessionsPerCaller = 1000;
    private int _maxEvents = 100_000;
    private long _maxEventBytes = 64 * 1024 * 1024;

    /// <summary>How long a session lives without a request, an open stream or a call in flight. Default: 10 minutes.</summary>
    /// <value>1 s to 1 day.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public TimeSpan IdleTimeout { get => _idleTimeout; set => _idleTimeout = InRange(value); }

    /// <summary>
    /// How many sessions may be open at once; further ones are refused with 503 until one ends or expires. Nobody's session is
    /// ended to make room. Default: 10,000.
    /// </summary>
    /// <value>1 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxSessions
    {
        get => _maxSessions;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _maxSessions = value;
        }
    }

    /// <summary>
    /// How many sessions one caller may have open; further ones are refused with 429 until one ends or expires. A caller is the
    /// authenticated issuer and subject, else the remote address. Default: 1,000.
    /// </summary>
    /// <value>1 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxSessionsPerCaller
    {
        get => _maxSessionsPerCaller;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _maxSessionsPerCaller = value;
        }
    }

    /// <summary>
    /// Streams of events outlive their connection: a client that comes back with <c>Last-Event-ID</c> gets what it missed, and
    /// its call goes on meanwhile. Without this, a connection that breaks cancels its call. Default: <see langword="true"/>.
    /// </summary>
    public bool ResumableStreams { get; set; } = true;

    /// <summary>
    /// How long a client may stay away: so long are events kept, and calls go on without anybody who listens. Default: 5 minutes.
    /// </summary>
    /// <value>1 s to 1 day.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public TimeSpan ResumeTimeout { get => _resumeTimeout; set => _resumeTimeout = InRange(value); }

    /// <summary>
    /// How many events are kept in memory for clients that may come back; the oldest go first, and one stream keeps a quarter at
    /// most. Default: 100,000.
    /// </summary>
    /// <value>4 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxEvents
    {
        get => _maxEvents;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 4);
            _maxEvents = value;
        }
    }

    /// <summary>
    /// How many bytes of events are kept in memory for clients that may come back; the oldest go first, and one stream keeps a
    /// quarter at most. Default: 64 MiB.
    /// </summary>
    /// <value>65,536 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public long MaxEventBytes
    {
        get => _maxEventBytes;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 65_536);
            _maxEventBytes = value;
        }
    }

    internal static readonly TimeSpan MinTimeout = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(1);

    private static TimeSpan InRange(TimeSpan value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, MinTimeout);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxTimeout);
        return value;
    }
}
