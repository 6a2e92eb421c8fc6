namespace Fairlead.Protocol;

/// <summary>The sizes and counts beyond which messages are refused.</summary>
public sealed class McpLimits
{
    private int _maxMessageBytes = 4 * 1024 * 1024;
    private int _maxDepth = 64;
    private int _maxBatchMessages = 100;
    private int _maxArguments = 1000;
    private int _maxUriBytes = 8 * 1024;
    private int _maxResultBytes = 8 * 1024 * 1024;
    private int _maxConcurrentRequests = 1000;
    private int _maxConcurrentRequestsPerCaller = 250;
    private int _maxConcurrentRequestsPerConnection = 64;
    private int _maxSubscriptions = 10_000;
    private int _maxSubscriptionsPerCaller = 1000;
    private int _maxSubscriptionsPerConnection = 64;
    private int _maxResourceSubscriptions = 256;

    /// <summary>The longest message, HTTP body or stdio line, in bytes. Default: 4 MiB.</summary>
    /// <value>1,024 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxMessageBytes { get => _maxMessageBytes; set => _maxMessageBytes = AtLeast(1024, value); }

    /// <summary>How deep a message may be nested. Default: 64.</summary>
    /// <value>8 to 512.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxDepth
    {
        get => _maxDepth;
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 512);
            _maxDepth = AtLeast(8, value);
        }
    }

    /// <summary>How many members the arguments of one call may have. Default: 1,000.</summary>
    /// <value>1 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxArguments { get => _maxArguments; set => _maxArguments = AtLeast(1, value); }

    /// <summary>How many messages a batch may have, for clients of 2025-03-26. Default: 100.</summary>
    /// <value>1 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxBatchMessages { get => _maxBatchMessages; set => _maxBatchMessages = AtLeast(1, value); }

    /// <summary>The longest URI of a resource, in bytes of UTF-8. Default: 8 KiB.</summary>
    /// <value>64 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxUriBytes { get => _maxUriBytes; set => _maxUriBytes = AtLeast(64, value); }

    /// <summary>The longest result, in bytes; a longer one becomes an error. Default: 8 MiB.</summary>
    /// <value>1,024 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxResultBytes { get => _maxResultBytes; set => _maxResultBytes = AtLeast(1024, value); }

    /// <summary>How many calls of components the server runs at once; further ones are refused. Default: 1,000.</summary>
    /// <value>1 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxConcurrentRequests { get => _maxConcurrentRequests; set => _maxConcurrentRequests = AtLeast(1, value); }

    /// <summary>
    /// How many calls of components one caller runs at once, on however many connections; further ones are refused. A caller is the
    /// authenticated issuer and subject, else the remote address (for IPv6 its first 64 bits); where there is neither, as over stdio, only
    /// the connection is bounded. Default: 250.
    /// </summary>
    /// <value>1 or more. Behind a proxy that is not among <c>Mcp:TrustedProxies</c>, callers who are not authenticated are one.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxConcurrentRequestsPerCaller { get => _maxConcurrentRequestsPerCaller; set => _maxConcurrentRequestsPerCaller = AtLeast(1, value); }

    /// <summary>How many requests of one connection run at once; further ones wait unread (stdio, HTTP+SSE) or are refused (HTTP
    /// sessions). Default: 64.</summary>
    /// <value>1 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxConcurrentRequestsPerConnection
    {
        get => _maxConcurrentRequestsPerConnection;
        set => _maxConcurrentRequestsPerConnection = AtLeast(1, value);
    }

    /// <summary>How many streams of <c>subscriptions/listen</c> may be open in the server; further ones are refused. Default: 10,000.</summary>
    /// <value>1 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxSubscriptions { get => _maxSubscriptions; set => _maxSubscriptions = AtLeast(1, value); }

    /// <summary>
    /// How many streams of <c>subscriptions/listen</c> one caller may have open, on however many connections; further ones are refused.
    /// A caller is the authenticated issuer and subject, else the remote address. Default: 1,000.
    /// </summary>
    /// <value>1 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxSubscriptionsPerCaller { get => _maxSubscriptionsPerCaller; set => _maxSubscriptionsPerCaller = AtLeast(1, value); }

    /// <summary>
    /// How many streams of <c>subscriptions/listen</c> may be open on one stdio connection; further ones are refused. Default: 64.
    /// </summary>
    /// <value>1 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxSubscriptionsPerConnection { get => _maxSubscriptionsPerConnection; set => _maxSubscriptionsPerConnection = AtLeast(1, value); }

    /// <summary>
    /// How many resources one <c>subscriptions/listen</c>, or one conversation of an older revision, may be subscribed to.
    /// Default: 256.
    /// </summary>
    /// <value>1 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxResourceSubscriptions { get => _maxResourceSubscriptions; set => _maxResourceSubscriptions = AtLeast(1, value); }

    private static int AtLeast(int minimum, int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, minimum);
        return value;
    }
}
