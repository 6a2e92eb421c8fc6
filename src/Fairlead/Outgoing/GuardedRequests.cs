using System.Net;
using Fairlead.Http;

namespace Fairlead.Outgoing;

/// <summary>Refuses what can be refused before a connection is opened.</summary>
internal sealed class GuardedRequests(GuardedHttpOptions options, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        if (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && options.AllowsLoopback && Loopback.IsHost(url.Host)))
        {
            throw new RefusedAddressException($"{url.GetLeftPart(UriPartial.Authority)} is not https: what is sent there could be read and changed on its way.");
        }

        // Here, too, since with a proxy no connection is opened to it.
        if (IPAddress.TryParse(url.Host, out var address) && AddressGuard.Check(options, url.Host, address) is { } refused) throw new RefusedAddressException(refused);

        // QUIC has connections of its own, which nobody judges.
        if (request.Version > HttpVersion.Version20) request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        return base.SendAsync(request, cancellationToken);
    }
}
