namespace Fairlead.Authentication;

/// <summary>
/// JSON Web Tokens of an authorization server (RFC 9068). Issuer, audience and expiry are required, <c>nbf</c> is checked, and
/// only asymmetric signatures count; the keys are found by discovery and fetched anew when an unknown one is used.
/// </summary>
public sealed class JwtOptions
{
    private TimeSpan _clockSkew = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The authorization server, such as <c>https://login.example.com</c>; its <c>.well-known/openid-configuration</c> names issuer and
    /// keys. Must be https, except on loopback.
    /// </summary>
    public string? Authority { get; set; }

    /// <summary>What <c>aud</c> must be: this server, as the authorization server knows it; most often its URL.</summary>
    public string? Audience { get; set; }

    /// <summary>Further values of <c>aud</c> that are accepted. Default: none.</summary>
    public IList<string> Audiences { get; } = [];

    /// <summary>
    /// Further values of <c>iss</c> that are accepted, beside the one that the authority names. Default: none; for a tenant of Entra
    /// ID, its v1 and v2 issuers.
    /// </summary>
    public IList<string> Issuers { get; } = [];

    /// <summary>Where the authority's metadata is, unless at <c>{Authority}/.well-known/openid-configuration</c>. Default: there.</summary>
    public string? MetadataAddress { get; set; }

    /// <summary>
    /// Whether the authority, and what its metadata point to, may have private addresses (RFC 1918, RFC 4193, RFC 6598) or be on this
    /// machine. Where <see cref="Authority"/> is itself written as a loopback host, this machine may be reached without it. Default:
    /// <see langword="false"/>: a public authority cannot send this server into the network behind it.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>
    /// The proxy through which the authorization server is asked, such as <c>http://proxy.example.com:3128</c>. It looks up names, and
    /// so must itself refuse those that lead where they should not. Default: none, whatever the environment says.
    /// </summary>
    public Uri? Proxy { get; set; }

    /// <summary>How far the clocks may be apart when <c>exp</c> and <c>nbf</c> are checked. Default: 30 s.</summary>
    /// <value>0 to 5 minutes.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public TimeSpan ClockSkew
    {
        get => _clockSkew;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromMinutes(5));
            _clockSkew = value;
        }
    }
}
