using System.Net;
using System.Net.Sockets;

namespace Fairlead.Http;

/// <summary>What counts as this very machine.</summary>
internal static class Loopback
{
    /// <summary>Whether an address of a connection is. No address at all (a Unix socket, an in-memory server) is too.</summary>
    public static bool Is(IPAddress? address)
    {
        if (address is null || IPAddress.IsLoopback(address)) return true;
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || !address.IsIPv4MappedToIPv6) return false;
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out _) && bytes[12] == 127;
    }

    /// <summary>Whether the name or address in a <c>Host</c> or <c>Origin</c>, without its port, is.</summary>
    public static bool IsHost(ReadOnlySpan<char> host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.SequenceEqual("127.0.0.1")
        || host.SequenceEqual("[::1]")
        || (host.StartsWith("127.") && host.Count('.') == 3 && IPAddress.TryParse(host, out _));
}
