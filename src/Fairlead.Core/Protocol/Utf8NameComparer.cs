using System.Buffers;
using System.Text;

namespace Fairlead.Protocol;

/// <summary>Ordinal comparison of strings that can be looked up by their UTF-8 bytes without making a string.</summary>
internal sealed class Utf8NameComparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
{
    public static readonly Utf8NameComparer Instance = new();

    private const int StackBytes = 256;

    private Utf8NameComparer()
    {
    }

    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

    public bool Equals(ReadOnlySpan<byte> alternate, string other)
    {
        if (alternate.Length < other.Length) return false;
        if (alternate.Length == other.Length) return Ascii.Equals(alternate, other);
        return string.Equals(Encoding.UTF8.GetString(alternate), other, StringComparison.Ordinal);
    }

    public int GetHashCode(string name)
    {
        var length = Encoding.UTF8.GetMaxByteCount(name.Length);
        byte[]? rented = null;
        var bytes = length <= StackBytes ? stackalloc byte[StackBytes] : rented = ArrayPool<byte>.Shared.Rent(length);
        var hash = GetHashCode(bytes[..Encoding.UTF8.GetBytes(name, bytes)]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    // Seeded for each process, so that nobody can prepare names that collide.
    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = new HashCode();
        hash.AddBytes(alternate);
        return hash.ToHashCode();
    }

    public string Create(ReadOnlySpan<byte> alternate) => Encoding.UTF8.GetString(alternate);
}
