using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Fairlead.Engine;

/// <summary>Who calls, as far as it is known, told apart without making a text of it: each call of a component asks.</summary>
/// <param name="Issuer">Who vouches for the subject; empty where only the address is known.</param>
/// <param name="Subject">The caller, as the issuer names it.</param>
/// <param name="Network">The first half of the remote address, of an authenticated caller 0.</param>
/// <param name="Host">The second half, where it counts. Two numbers: methods that meet a UInt128 are not compiled ahead of time.</param>
internal readonly record struct CallerKey(string Issuer, string Subject, ulong Network, ulong Host)
{
    private const int AddressBytes = 16;

    // What one subscriber of an IPv6 provider has at least (RFC 6177): its addresses cost nothing.
    private const int NetworkBytes = 8;

    /// <summary>Who calls, or <see langword="null"/> where nothing is known of them.</summary>
    public static CallerKey? Of(RequestCall call)
    {
        if (CallerIdentity.Of(call.AuthenticatedCaller) is { } known) return new(known.Issuer, known.Subject, 0, 0);
        if (call.AuthenticatedCaller?.Identity is { IsAuthenticated: true, Name: { } name }) return new("", name, 0, 0);
        return call.Channel.RemoteAddress is { } address ? Of(address) : null;
    }

    private static CallerKey Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[AddressBytes];
        bytes.Clear();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            address.TryWriteBytes(bytes, out _);
            if (!address.IsIPv4MappedToIPv6) bytes[NetworkBytes..].Clear();
        }
        else
        {
            // As a socket of both families has it: ::ffff:a.b.c.d (RFC 4291, section 2.5.5.2).
            bytes[10..12].Fill(0xFF);
            address.TryWriteBytes(bytes[12..], out _);
        }

        return new("", "", BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[NetworkBytes..]));
    }
}
