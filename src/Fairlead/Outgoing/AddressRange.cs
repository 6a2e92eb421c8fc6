using System.Net;

namespace Fairlead.Outgoing;

/// <summary>A range of addresses that do not lead into the internet.</summary>
/// <param name="Network">The range.</param>
/// <param name="Kind">Where it leads.</param>
/// <param name="Name">What it is called, with its article.</param>
internal sealed record AddressRange(IPNetwork Network, AddressKind Kind, string Name)
{
    // The IANA registries of special-purpose addresses (RFC 6890), and what clouds have put elsewhere. More special ones first.
    private static readonly AddressRange[] V4 =
    [
        // Both can be read without a credential by whatever runs on the machine: Alibaba Cloud, Azure.
        Of("100.100.100.200/32", AddressKind.Forbidden, "the metadata service of a cloud"),
        Of("168.63.129.16/32", AddressKind.Forbidden, "the metadata service of a cloud"),
        Of("0.0.0.0/8", AddressKind.Forbidden, "an address of this network (RFC 791)"),
        Of("10.0.0.0/8", AddressKind.Private, "a private address (RFC 1918)"),
        Of("100.64.0.0/10", AddressKind.Private, "a shared address of a provider's own network (RFC 6598)"),
        Of("127.0.0.0/8", AddressKind.Loopback, "a loopback address"),

        // Here the other clouds have theirs.
        Of("169.254.0.0/16", AddressKind.Forbidden, "a link-local address (RFC 3927)"),
        Of("172.16.0.0/12", AddressKind.Private, "a private address (RFC 1918)"),
        Of("192.0.0.0/24", AddressKind.Forbidden, "an address of protocols (RFC 6890)"),
        Of("192.0.2.0/24", AddressKind.Forbidden, "an address of documentation (RFC 5737)"),
        Of("192.88.99.0/24", AddressKind.Forbidden, "an address of 6to4 relays (RFC 7526)"),
        Of("192.168.0.0/16", AddressKind.Private, "a private address (RFC 1918)"),
        Of("198.18.0.0/15", AddressKind.Forbidden, "an address of benchmarks (RFC 2544)"),
        Of("198.51.100.0/24", AddressKind.Forbidden, "an address of documentation (RFC 5737)"),
        Of("203.0.113.0/24", AddressKind.Forbidden, "an address of documentation (RFC 5737)"),
        Of("224.0.0.0/4", AddressKind.Forbidden, "a multicast address (RFC 5771)"),
        Of("240.0.0.0/4", AddressKind.Forbidden, "a reserved or broadcast address (RFC 1112)"),
    ];

    private static readonly AddressRange[] V6 =
    [
        Of("::1/128", AddressKind.Loopback, "a loopback address"),

        // Amazon, Google.
        Of("fd00:ec2::254/128", AddressKind.Forbidden, "the metadata service of a cloud"),
        Of("fd20:ce::254/128", AddressKind.Forbidden, "the metadata service of a cloud"),
        Of("fc00::/7", AddressKind.Private, "a unique local address (RFC 4193)"),
        Of("fe80::/10", AddressKind.Forbidden, "a link-local address (RFC 4291)"),
        Of("ff00::/8", AddressKind.Forbidden, "a multicast address (RFC 4291)"),

        // Where in them the other address is depends on the network (RFC 8215).
        Of("64:ff9b:1::/48", AddressKind.Forbidden, "an address of a network's own translation (RFC 8215)"),
        Of("2001::/23", AddressKind.Forbidden, "an address of protocols such as Teredo (RFC 2928, RFC 4380)"),
        Of("2001:db8::/32", AddressKind.Forbidden, "an address of documentation (RFC 3849)"),
        Of("3fff::/20", AddressKind.Forbidden, "an address of documentation (RFC 9637)"),
    ];

    // All global unicast addresses are in it (RFC 4291, section 2.4, and the registry of IANA).
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly AddressRange NotAssigned = Of("::/0", AddressKind.Forbidden, "an IPv6 address that leads nowhere");

    /// <summary>The range that an address belongs to, or <see langword="null"/> where it leads into the internet. What stands for an IPv4 address is judged as that.</summary>
    public static AddressRange? Find(IPAddress address)
    {
        if (EmbeddedAddress.Find(address) is { } embedded) return Find(embedded);
        if (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork) return Find(V4, address);

        // A zone says through which interface; the range does not depend on it.
        var bare = new IPAddress(address.GetAddressBytes());
        return Find(V6, bare) ?? (GlobalUnicast.Contains(bare) ? null : NotAssigned);
    }

    private static AddressRange? Find(AddressRange[] ranges, IPAddress address) => Array.Find(ranges, range => range.Network.Contains(address));

    private static AddressRange Of(string network, AddressKind kind, string name) => new(IPNetwork.Parse(network), kind, name);
}
