using System.Buffers;

namespace Fairlead;

/// <summary>
/// How an <see cref="McpApp"/> is reached. What is set in code is the default that configuration (section <c>Mcp</c>), environment
/// and command line override, in this order.
/// </summary>
public sealed class McpAppOptions : McpEndpointOptions
{
    private static readonly SearchValues<char> NotInPaths = SearchValues.Create("?#{}* ");

    private int _port = 8000;
    private int? _metricsPort;
    private string _path = "/mcp";
    private string _host = "127.0.0.1";

    /// <summary>The transport. Default: <see cref="McpTransport.Stdio"/>.</summary>
    public McpTransport Transport { get; set; }

    /// <summary>
    /// The address to listen on over HTTP: <c>localhost</c>, an IP address, or <c>*</c> for all addresses. Default:
    /// <c>127.0.0.1</c>. Anything but loopback also needs <see cref="McpEndpointOptions.AllowedHosts"/>, and authentication or
    /// <see cref="McpApp.AllowAnonymous"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The value is none of these.</exception>
    public string Host
    {
        get => _host;
        set
        {
            if (!Http.ListenAddress.IsValid(value)) throw new ArgumentException($"'{value}' is no address to listen on; it must be {Http.ListenAddress.Expected}.", nameof(value));
            _host = value;
        }
    }

    /// <summary>The port to listen on over HTTP. Default: 8000.</summary>
    /// <value>0 to 65,535; 0 for any that is free.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int Port
    {
        get => _port;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 65_535);
            _port = value;
        }
    }

    /// <summary>
    /// The proxies in front of the server, by address or network (<c>10.0.0.0/8</c>): what they say in <c>X-Forwarded-For</c> and
    /// <c>X-Forwarded-Proto</c> counts as the client's address and scheme. Default: none, so that nobody can pass for somebody else.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>The path of the endpoint over HTTP. Default: <c>/mcp</c>.</summary>
    /// <value>Begins with <c>/</c>; no query, no braces; not <c>/health</c> or <c>/metrics</c>.</value>
    /// <exception cref="ArgumentException">The value is no such path.</exception>
    public string Path
    {
        get => _path;
        set
        {
            if (!IsPath(value)) throw new ArgumentException($"'{value}' is no path; it must be {ExpectedPath}.", nameof(value));
            _path = value;
        }
    }

    /// <summary>
    /// Serves metrics over HTTP at <c>/metrics</c>, in Prometheus' text format. Default: <see langword="true"/>. They name tools and
    /// tell how busy the server is, so without <see cref="MetricsPort"/> only programs of this machine may read them.
    /// </summary>
    public bool Metrics { get; set; } = true;

    /// <summary>
    /// A port of its own, at <see cref="Host"/>, for <c>/metrics</c> and <c>/health</c>, and for nothing else. Everybody who
    /// reaches it may read them: let the network see to it that only those do who should. Default: none; <c>/metrics</c> is then
    /// served on <see cref="Port"/>, to this machine.
    /// </summary>
    /// <value>0 to 65,535; 0 for any that is free; <see langword="null"/> for none.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int? MetricsPort
    {
        get => _metricsPort;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value ?? 0, nameof(value));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value ?? 0, 65_535, nameof(value));
            _metricsPort = value;
        }
    }

    internal const string ExpectedPath = "a path that begins with /, such as /mcp; /health and /metrics are taken";

    internal static bool IsPath(string? value) => value is ['/', ..] && !value.AsSpan().ContainsAny(NotInPaths) && !Hosting.OperationsEndpoints.Takes(value);
}
