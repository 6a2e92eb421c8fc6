using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace Fairlead.Http;

/// <summary>Believes what the proxies in front of the server say of the client, and nobody else.</summary>
internal static class TrustedProxies
{
    public static bool IsValid(string text) => IPAddress.TryParse(text, out _) || System.Net.IPNetwork.TryParse(text, out _);

    /// <summary>Puts the client's address and scheme in place of the proxy's. Does nothing where no proxy is named.</summary>
    /// <exception cref="FormatException">A name is neither an address nor a network.</exception>
    public static void Use(WebApplication web, IEnumerable<string> proxies)
    {
        // Several proxies may stand behind each other; the first address that is not one of theirs is the client's.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) options.KnownProxies.Add(address);
            else options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }

        if (options.KnownProxies.Count + options.KnownIPNetworks.Count > 0) web.UseForwardedHeaders(options);
    }
}
