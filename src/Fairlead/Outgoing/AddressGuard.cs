using System.Net;
using System.Net.Sockets;

namespace Fairlead.Outgoing;

/// <summary>
/// Judges the addresses of a host when a connection is opened, and connects to what was judged: a name that leads elsewhere a moment
/// later (DNS rebinding) leads nowhere.
/// </summary>
internal sealed class AddressGuard(GuardedHttpOptions options, Network network)
{
    /// <summary>Why an address may not be reached, or <see langword="null"/>.</summary>
    /// <param name="options">What may be reached.</param>
    /// <param name="host">The host that has the address, as it was written.</param>
    /// <param name="address">The address.</param>
    public static string? Check(GuardedHttpOptions options, string host, IPAddress address)
    {
        if (AddressRange.Find(address) is not { } range || options.Allows(range.Kind)) return null;
        var found = IPAddress.TryParse(host, out _) ? $"{address} is {range.Name}" : $"{host} leads to {address}, {range.Name}";
        return range.Kind == AddressKind.Forbidden
            ? $"{found}: nothing is sent there."
            : $"{found}: nothing is sent there unless {options.Option} = true.";
    }

    /// <summary>Opens a connection, as <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="RefusedAddressException">The host must not be reached.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await network.ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        if (addresses.Length == 0) throw new HttpRequestException(HttpRequestError.NameResolutionError, $"{host} has no address.");

        // All of them before the first is tried: a name that leads inside among others was made to. A proxy is where it was written.
        foreach (var address in addresses)
        {
            if (options.Proxy is null && Check(options, host, address) is { } refused) throw new RefusedAddressException(refused);
        }

        return await ConnectAsync(addresses, port, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        for (var i = 0; ; i++)
        {
            // Each has its share, so that one that does not answer leaves time for the others.
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            attempt.CancelAfter(options.Timeout / addresses.Length);
            try
            {
                return await network.ConnectAsync(new(addresses[i], port), attempt.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException && i < addresses.Length - 1 && !cancellationToken.IsCancellationRequested)
            {
                // The next one may answer.
            }
        }
    }
}
