using Fairlead.Http;

namespace Fairlead.Authentication;

/// <summary>How authorization servers are spoken to.</summary>
internal static class AuthorizationServerClient
{
    /// <summary>Whether nobody in between can read or change what is said: https, or this very machine.</summary>
    public static bool IsSafe(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && Loopback.IsHost(uri.Host)));

    /// <summary>A client that goes where it was sent and nowhere else, and takes only so much.</summary>
    /// <param name="timeout">The longest time a request may take.</param>
    /// <param name="maxBytes">The longest answer, in bytes.</param>
    public static HttpClient Create(TimeSpan timeout, int maxBytes)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,

            // Names may move; connections must not outlive that for long.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        return new(handler) { Timeout = timeout, MaxResponseContentBufferSize = maxBytes };
    }
}
