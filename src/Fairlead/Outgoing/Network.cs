using System.Net;
using System.Net.Sockets;

namespace Fairlead.Outgoing;

/// <summary>What a guard needs of the network.</summary>
internal class Network
{
    /// <summary>The network of this machine.</summary>
    public static Network Real { get; } = new();

    /// <summary>The addresses of a name.</summary>
    public virtual Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);

    /// <summary>Opens a connection.</summary>
    public virtual async Task<Stream> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
