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
    /// <value>Begins with <c>/</c>; no query, no braces.</value>
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

    internal const string ExpectedPath = "a path that begins with /, such as /mcp";

    internal static bool IsPath(string? value) => value is ['/', ..] && !value.AsSpan().ContainsAny(NotInPaths);
}
