using Fairlead.Protocol;
using ModelContextProtocol.Protocol;

namespace Fairlead.Engine;

/// <summary>A server's identity, behaviour and limits.</summary>
public sealed class McpServerOptions
{
    private TimeSpan _defaultTimeout = TimeSpan.FromSeconds(30);
    private TimeSpan _timeToLive = TimeSpan.Zero;
    private TimeSpan _drainTimeout = TimeSpan.FromSeconds(30);
    private TimeSpan _answerTimeout = TimeSpan.FromMinutes(10);
    private int _pageSize = 200;
    private int _maxRounds = 10;

    /// <summary>The server's name (<c>serverInfo.name</c>).</summary>
    public required string Name { get; set; }

    /// <summary>The server's version (<c>serverInfo.version</c>). Default: the version of the entry assembly.</summary>
    public string Version { get; set; } = EntryAssemblyVersion.Read();

    /// <summary>The name shown to people. Default: none.</summary>
    public string? Title { get; set; }

    /// <summary>What the server is for, for people. Default: none.</summary>
    public string? Description { get; set; }

    /// <summary>The server's site. Default: none.</summary>
    public Uri? WebsiteUrl { get; set; }

    /// <summary>Icons of the server. Default: none.</summary>
    public IList<Icon> Icons { get; } = [];

    /// <summary>How a model should use the server, sent with <c>initialize</c> and <c>server/discover</c>. Default: none.</summary>
    public string? Instructions { get; set; }

    /// <summary>
    /// Capabilities that are none of the protocol's (<c>experimental</c>): a name, and a JSON object in UTF-8 that says more.
    /// Default: none.
    /// </summary>
    public IDictionary<string, ReadOnlyMemory<byte>> Experimental { get; } = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);

    /// <summary>The revisions that are served. Default: all that Fairlead knows.</summary>
    public IReadOnlyList<ProtocolRevision> Revisions { get; set; } = ProtocolRevision.All;

    /// <summary>The longest time a component may take unless it says otherwise. Default: 30 s.</summary>
    /// <value>Above zero, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public TimeSpan DefaultTimeout
    {
        get => _defaultTimeout;
        set
        {
            if (value != Timeout.InfiniteTimeSpan) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            _defaultTimeout = value;
        }
    }

    /// <summary>
    /// Accept only JSON of the declared types. Default: <see langword="false"/>; what models often send is accepted too, such as
    /// <c>"42"</c> for an integer.
    /// </summary>
    public bool StrictArguments { get; set; }

    /// <summary>
    /// How long a question to the client stays open: how long a call waits for the answer in older conversations, and how long a
    /// <c>requestState</c> is valid from 2026-07-28 on. Default: 10 min. Not counted against the call's own timeout.
    /// </summary>
    /// <value>Above zero, up to one day.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public TimeSpan AnswerTimeout
    {
        get => _answerTimeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1));
            _answerTimeout = value;
        }
    }

    /// <summary>How often a call may ask its client before it fails. Default: 10.</summary>
    /// <value>1 to 100.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxRounds
    {
        get => _maxRounds;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100);
            _maxRounds = value;
        }
    }

    /// <summary>
    /// Accept each <c>requestState</c> only once. Default: <see langword="false"/>; it is bound to caller, component, arguments
    /// and an expiry, but within that may be sent again, as clients that retry do. Needs an <see cref="IStateStore"/> that all
    /// instances share.
    /// </summary>
    public bool SingleUseState { get; set; }

    /// <summary>How many components one page of a list holds. Default: 200.</summary>
    /// <value>1 to 10,000.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int PageSize
    {
        get => _pageSize;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 10_000);
            _pageSize = value;
        }
    }

    /// <summary>How long clients may keep lists and discovery (<c>ttlMs</c>, SEP-2549). Default: 0, ask again each time.</summary>
    /// <value>Zero or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan TimeToLive
    {
        get => _timeToLive;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            _timeToLive = value;
        }
    }

    /// <summary>
    /// Who may keep lists and discovery (<c>cacheScope</c>, SEP-2549). Public only where every caller sees the same: a cache
    /// between client and server may then give them to anybody. Default: private.
    /// </summary>
    public CacheScope CacheScope { get; set; } = CacheScope.Private;

    /// <summary>How long calls in flight may go on after the server was told to stop. Default: 30 s.</summary>
    /// <value>Zero or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan DrainTimeout
    {
        get => _drainTimeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            _drainTimeout = value;
        }
    }

    /// <summary>The sizes and counts beyond which messages are refused.</summary>
    public McpLimits Limits { get; } = new();
}
