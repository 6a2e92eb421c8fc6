using System.Net;
using System.Net.Sockets;
using System.Security.Claims;

namespace Fairlead.Engine;

/// <summary>Whose calls are counted together.</summary>
internal static class LimitKey
{
    // What one subscriber of an IPv6 provider has at least (RFC 6177): its addresses cost nothing.
    private const int NetworkBytes = 8;

    /// <summary>The caller, as far as it is known.</summary>
    public static string OfCaller(RequestCall call) => OfKnown(call.AuthenticatedCaller) ?? OfAddress(call);

    /// <summary>The caller, as far as it is known, of what is no call.</summary>
    public static string OfCaller(ClaimsPrincipal? caller, IPAddress? address) => OfKnown(caller) ?? (address is null ? "nobody" : OfAddress(address));

    /// <summary>The remote address, or the conversation where there is none. A session is no substitute: anybody may open many.</summary>
    public static string OfAddress(RequestCall call) => call.Channel.RemoteAddress is { } address ? OfAddress(address) : $"connection:{call.Connection.Id}";

    private static string? OfKnown(ClaimsPrincipal? caller)
    {
        if (CallerIdentity.Of(caller) is { } known) return $"caller:{known.Issuer.Length}:{known.Issuer}:{known.Subject}";

        // One without a subject still has a name.
        return caller?.Identity is { IsAuthenticated: true, Name: { } name } ? $"name:{name}" : null;
    }

    private static string OfAddress(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return $"address:{address}";
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[NetworkBytes..].Clear();
        return $"address:{new IPAddress(bytes)}/64";
    }
}
