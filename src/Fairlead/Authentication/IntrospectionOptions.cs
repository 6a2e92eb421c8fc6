namespace Fairlead.Authentication;

/// <summary>Tokens that only their authorization server understands: it is asked about each (RFC 7662), and its answers are kept for a while.</summary>
public sealed class IntrospectionOptions
{
    private TimeSpan _cacheDuration = TimeSpan.FromMinutes(1);
    private int _maxCachedTokens = 10_000;

    /// <summary>The introspection endpoint. Must be https, except on loopback.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>This server's name at the authorization server.</summary>
    public string? ClientId { get; set; }

    /// <summary>This server's secret at the authorization server. Keep it out of the code: read it from configuration.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>What <c>aud</c> must hold: this server, as the authorization server knows it; most often its URL.</summary>
    public string? Audience { get; set; }

    /// <summary>What <c>iss</c> must be where the answer has one; also told to clients as where to get a token. Default: not checked.</summary>
    public string? Issuer { get; set; }

    /// <summary>
    /// Whether the endpoint may have a private address (RFC 1918, RFC 4193, RFC 6598) or be on this machine. Where <see cref="Endpoint"/>
    /// is itself written with a loopback host, this machine may be reached without it. Default: <see langword="false"/>.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>
    /// The proxy through which the authorization server is asked, such as <c>http://proxy.example.com:3128</c>. It looks up names, and
    /// so must itself refuse those that lead where they should not. Default: none, whatever the environment says.
    /// </summary>
    public Uri? Proxy { get; set; }

    /// <summary>
    /// How long an answer is kept, at most until the token expires: for that long a token that was revoked is still taken. Default: 1
    /// minute.
    /// </summary>
    /// <value>0 to 1 hour.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public TimeSpan CacheDuration
    {
        get => _cacheDuration;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromHours(1));
            _cacheDuration = value;
        }
    }

    /// <summary>Of how many tokens answers are kept. Default: 10,000.</summary>
    /// <value>1 to 1,000,000.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxCachedTokens
    {
        get => _maxCachedTokens;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1_000_000);
            _maxCachedTokens = value;
        }
    }
}
