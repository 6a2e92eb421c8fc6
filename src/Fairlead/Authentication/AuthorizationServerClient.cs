using System.Net;
using Fairlead.Http;
using Fairlead.Outgoing;

namespace Fairlead.Authentication;

/// <summary>How authorization servers are spoken to.</summary>
internal static class AuthorizationServerClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Whether nobody in between can read or change what is said: https, or this very machine.</summary>
    public static bool IsSafe(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && Loopback.IsHost(uri.Host)));

    /// <summary>What is wrong with where somebody has sent a client, or <see langword="null"/>. Where a name leads is judged when it is used.</summary>
    /// <param name="url">A safe URL.</param>
    /// <param name="options">Where the client may go.</param>
    public static string? Check(string url, GuardedHttpOptions options)
    {
        if (options.Proxy is { } proxy && !(proxy.IsAbsoluteUri && proxy.Scheme is "http" or "https")) return $"Proxy is '{proxy}'; it must be a URL such as http://proxy.example.com:3128.";
        var host = new Uri(url).Host;
        return IPAddress.TryParse(host, out var address) ? AddressGuard.Check(options, host, address) : null;
    }

    /// <summary>Where a client goes that was sent to a URL: to this very machine only where that was written.</summary>
    /// <param name="url">What was written.</param>
    /// <param name="allowsPrivateAddresses">Whether private addresses are meant.</param>
    /// <param name="option">How that is written.</param>
    /// <param name="proxy">The proxy, or <see langword="null"/>.</param>
    /// <param name="maxBytes">The longest answer, in bytes.</param>
    public static GuardedHttpOptions OptionsFor(string url, bool allowsPrivateAddresses, string option, Uri? proxy, int maxBytes) => new()
    {
        AllowsLoopback = Loopback.IsHost(new Uri(url).Host),
        AllowsPrivateAddresses = allowsPrivateAddresses,
        Option = option,
        Proxy = proxy,
        Timeout = Patience,
        MaxReplyBytes = maxBytes,
    };
}
