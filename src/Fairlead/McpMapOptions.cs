namespace Fairlead;

/// <summary>How <c>MapMcp</c> serves a server within an ASP.NET Core application, which itself finds out who calls.</summary>
public sealed class McpMapOptions : McpEndpointOptions
{
    /// <summary>
    /// Where clients get tokens for the endpoint. With any, its metadata (RFC 9728) are served to everybody at
    /// <c>/.well-known/oauth-protected-resource</c> followed by the endpoint's path, and callers who lack scopes are led there. Default:
    /// none.
    /// </summary>
    public IList<Uri> AuthorizationServers { get; } = [];

    /// <summary>
    /// The URL of the endpoint as clients and the authorization server know it (RFC 9728, <c>resource</c>). Needed behind a proxy that
    /// ends TLS, and where the application has a path base. Default: the URL of the request.
    /// </summary>
    public Uri? Resource { get; set; }
}
