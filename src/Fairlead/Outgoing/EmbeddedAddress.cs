using System.Net;
using System.Net.Sockets;

namespace Fairlead.Outgoing;

/// <summary>IPv6 addresses that stand for an IPv4 address, to which a translator or a tunnel brings what is sent to them.</summary>
internal static class EmbeddedAddress
{
    private const int Size = 16;

    // Prefix, and where the IPv4 address begins.
    private static readonly (IPNetwork Prefix, int Start)[] Forms =
    [
        // Translated (RFC 2765, section 2.1).
        (IPNetwork.Parse("::ffff:0:0:0/96"), 12),

        // NAT64 (RFC 6052, section 2.1).
        (IPNetwork.Parse("64:ff9b::/96"), 12),

        // 6to4 (RFC 3056, section 2).
        (IPNetwork.Parse("2002::/16"), 2),
    ];

    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");

    /// <summary>The IPv4 address that an IPv6 address stands for, or <see langword="null"/>.</summary>
    public static IPAddress? Find(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return null;

        // Mapped (RFC 4291, section 2.5.5.2). Asked first: networks take these for the IPv4 addresses that they are.
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[Size];
        address.TryWriteBytes(bytes, out _);
        var bare = new IPAddress(bytes);
        foreach (var (prefix, start) in Forms)
        {
            if (prefix.Contains(bare)) return new(bytes.Slice(start, 4));
        }

        // Compatible (RFC 4291, section 2.5.5.1), of which :: and ::1 are none; and ISATAP (RFC 5214, section 6.1).
        var isCompatible = Compatible.Contains(bare) && !bare.Equals(IPAddress.IPv6Loopback) && !bare.Equals(IPAddress.IPv6Any);
        return isCompatible || IsIsatap(bytes) ? new(bytes[12..]) : null;
    }

    private static bool IsIsatap(ReadOnlySpan<byte> bytes) => (bytes[8] & ~0x02) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == 0xFE;
}
