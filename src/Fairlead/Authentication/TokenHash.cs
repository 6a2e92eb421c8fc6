using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Fairlead.Authentication;

/// <summary>What is kept of a token: enough to know it again, too little to use it.</summary>
internal static class TokenHash
{
    public const int Size = SHA256.HashSizeInBytes;

    public const string Expected = "the SHA-256 of the token as 64 hexadecimal digits, such as \"token new\" prints";

    private const string Prefix = "sha256:";

    /// <summary>Computes a token's hash.</summary>
    public static void Compute(ReadOnlySpan<char> token, Span<byte> hash)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(token.Length));
        var count = Encoding.UTF8.GetBytes(token, rented);
        SHA256.HashData(rented.AsSpan(0, count), hash);

        // The array goes back to everybody.
        CryptographicOperations.ZeroMemory(rented.AsSpan(0, count));
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Writes a token's hash as configuration holds it.</summary>
    public static string Format(string token)
    {
        Span<byte> hash = stackalloc byte[Size];
        Compute(token, hash);
        return Prefix + Convert.ToHexStringLower(hash);
    }

    /// <summary>Reads a hash, or gives <see langword="null"/> where it is none.</summary>
    public static byte[]? Parse(string? text)
    {
        if (text is null) return null;
        var digits = text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text.AsSpan(Prefix.Length) : text;
        var hash = new byte[Size];
        return digits.Length == Size * 2 && Convert.FromHexString(digits, hash, out _, out _) == OperationStatus.Done ? hash : null;
    }
}
