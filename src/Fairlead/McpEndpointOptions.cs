namespace Fairlead;

/// <summary>Who may call an HTTP endpoint, beyond what is safe anyway, and how it serves them.</summary>
public class McpEndpointOptions
{
    /// <summary>
    /// The values of <c>Host</c> that are served: a name or address (<c>mcp.example.com</c>, any port), one with a port
    /// (<c>mcp.example.com:8443</c>), all names below a domain (<c>*.example.com</c>), or <c>*</c> for all, which gives up the
    /// protection from DNS rebinding. Requests that arrive over loopback may always name <c>localhost</c>, <c>127.0.0.0/8</c> or
    /// <c>[::1]</c>. Default: none.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>
    /// The values of <c>Origin</c> that are served, such as <c>https://app.example.com</c>, or <c>*</c> for all. Requests
    /// without <c>Origin</c> come from no web page and are served; pages of this machine may call a server that they address as
    /// loopback. Default: none.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>
    /// Serves clients older than 2026-07-28 without sessions too: each request stands alone, whichever instance it reaches.
    /// Nobody can then be asked (elicitation, sampling), GET and DELETE are refused, and <c>logging/setLevel</c> is unknown.
    /// Default: <see langword="false"/>. Clients of 2026-07-28 never have sessions.
    /// </summary>
    public bool Stateless { get; set; }

    /// <summary>
    /// Serves HTTP+SSE too, the transport of 2024-11-05, at <c>/sse</c> with messages at <c>/message</c>; within an ASP.NET Core
    /// application below the endpoint's path. Default: <see langword="false"/>.
    /// </summary>
    public bool LegacySse { get; set; }

    /// <summary>The sessions of clients older than 2026-07-28.</summary>
    public McpSessionOptions Sessions { get; } = new();
}
