using System.Net;

namespace Fairlead.Outgoing;

/// <summary>
/// The one way in which a server sends requests to where others may have sent it (SSRF): over https, to addresses that were judged when
/// the connection was opened, without following redirects, through no proxy that nobody has named, for so long and so much.
/// </summary>
internal static class GuardedHttpClient
{
    private const int MaxHeaderKilobytes = 16;
    private const int MaxConnections = 16;

    // Names may move; connections must not outlive that for long.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Makes a client. It belongs to whoever asks for it.</summary>
    public static HttpClient Create(GuardedHttpOptions options, Network? network = null) => new(new GuardedRequests(options, CreateHandler(options, network ?? Network.Real)))
    {
        Timeout = options.Timeout,
        MaxResponseContentBufferSize = options.MaxReplyBytes,
    };

    internal static SocketsHttpHandler CreateHandler(GuardedHttpOptions options, Network network) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,

        // One of the environment would look up the name anew, and go where nobody has judged.
        UseProxy = options.Proxy is not null,
        Proxy = options.Proxy is { } proxy ? new WebProxy(proxy) { Credentials = CredentialsOf(proxy) } : null,

        // A few bytes can stand for gigabytes.
        AutomaticDecompression = DecompressionMethods.None,
        ConnectCallback = new AddressGuard(options, network).ConnectAsync,
        ConnectTimeout = options.Timeout,
        MaxConnectionsPerServer = MaxConnections,
        MaxResponseHeadersLength = MaxHeaderKilobytes,
        MaxResponseDrainSize = 0,
        PooledConnectionLifetime = Lifetime,
    };

    private static NetworkCredential? CredentialsOf(Uri proxy)
    {
        if (proxy.UserInfo.Length == 0) return null;
        var parts = proxy.UserInfo.Split(':', 2);
        return new(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.Length == 2 ? parts[1] : ""));
    }
}
