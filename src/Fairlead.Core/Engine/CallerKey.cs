using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Fairlead.Engine;

/// <summary>Who calls, as far as it is known, told apart without making a text of it: each call of a component asks.</summary>
/// <param name="Issuer">Who vouches for the subject; empty where only the address is known.</param>
/// <param name="Subject">The caller, as the issuer names it.</param>
/// <param name="Address">The remote address, of an authenticated caller 0.</param>
internal readonly record struct CallerKey(string Issuer, string Subject, UInt128 Address)
{
    private const int AddressBytes = 16;

    // What one subscriber of an IPv6 provider has at least (RFC 6177): its addresses cost nothing.
    private const int NetworkBytes = 8;

    /// <summary>Who calls, or <see langword="null"/> where nothing is known of them.</summary>
    public static CallerKey? Of(RequestCall call)
    {
        if (CallerIdentity.Of(call.AuthenticatedCaller) is { } known) return new(known.Issuer, known.Subject, default);
        if (call.AuthenticatedCaller?.Identity is { IsAuthenticated: true, Name: { } name }) return new("", name, default);
        return call.Channel.RemoteAddress is { } address ? new("", "", Number(address)) : null;
    }

    private static UInt128 Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[AddressBytes];
        address.TryWriteBytes(bytes, out _);
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6) bytes[NetworkBytes..].Clear();
        else if (address.AddressFamily == AddressFamily.InterNetworkV6) bytes[^4..].CopyTo(bytes);
        if (address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6) bytes[4..].Clear();
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
