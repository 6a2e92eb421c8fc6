using System.Security.Cryptography;

namespace Fairlead.Security;

/// <summary>
/// The keys under which the server seals what clients carry for it. The first key seals, all of them open, so that keys can be
/// replaced without losing what is under way. Instances that serve the same clients need the same keys; unless they are given
/// some, each process makes its own.
/// </summary>
public sealed class McpKeyRing
{
    /// <summary>The length of a key, in bytes.</summary>
    public const int KeyLength = 32;

    private volatile SealingKey[] _keys = [new(RandomNumberGenerator.GetBytes(KeyLength))];

    /// <summary>Replaces all keys. The first one seals from now on.</summary>
    /// <param name="keys">One or more keys of 32 random bytes each, the newest first.</param>
    /// <exception cref="ArgumentException">There is no key, or one is not of that length.</exception>
    public void Replace(params IEnumerable<byte[]> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        SealingKey[] replacement = [.. keys.Select(key => new SealingKey(key))];
        if (replacement.Length == 0) throw new ArgumentException("There must be at least one key.", nameof(keys));
        _keys = replacement;
    }

    /// <summary>Seals a text of bytes: nobody can read or change it, or use it for anything else.</summary>
    /// <param name="content">What to seal.</param>
    /// <param name="purpose">What it is bound to; needed again to open it.</param>
    internal byte[] Seal(ReadOnlySpan<byte> content, ReadOnlySpan<byte> purpose) => _keys[0].Seal(content, purpose);

    /// <summary>Opens what was sealed for the same purpose; <see langword="null"/> where it was not sealed here, for this, or as it is.</summary>
    internal byte[]? Open(ReadOnlySpan<byte> sealedContent, ReadOnlySpan<byte> purpose)
    {
        foreach (var key in _keys)
        {
            if (key.Made(sealedContent)) return key.Open(sealedContent, purpose);
        }

        return null;
    }
}
