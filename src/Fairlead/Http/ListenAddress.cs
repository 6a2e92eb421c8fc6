using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Fairlead.Http;

/// <summary>The address that a server listens on.</summary>
internal static class ListenAddress
{
    public const string Expected = "localhost, an IP address, or * for all addresses";

    /// <summary>All addresses of the machine.</summary>
    public const string Any = "*";

    public static bool IsValid(string? text) => TryParse(text, out _);

    /// <summary>Whether only this machine can reach the address.</summary>
    public static bool IsLoopback(string text) => TryParse(text, out var address) && Loopback.Is(address);

    public static IPAddress Parse(string text) => TryParse(text, out var address) ? address : throw new FormatException($"'{text}' must be {Expected}.");

    private static bool TryParse(string? text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = text switch
        {
            "localhost" => IPAddress.Loopback,
            Any => IPAddress.IPv6Any,
            _ => null,
        };
        return address is not null || IPAddress.TryParse(text, out address);
    }
}
