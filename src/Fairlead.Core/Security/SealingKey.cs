using System.Security.Cryptography;

namespace Fairlead.Security;

/// <summary>
/// AES-256-GCM under one key. What it seals is laid out as: version, id of the key, nonce, tag, ciphertext.
/// </summary>
internal sealed class SealingKey
{
    private const byte Version = 1;
    private const int IdLength = 4;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeadLength = 1 + IdLength;
    private const int Overhead = HeadLength + NonceLength + TagLength;

    private readonly byte[] _key;
    private readonly byte[] _head;

    public SealingKey(byte[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length != McpKeyRing.KeyLength) throw new ArgumentException($"A key must have {McpKeyRing.KeyLength} bytes; this one has {key.Length}.", nameof(key));
        _key = [.. key];
        _head = [Version, .. SHA256.HashData(key).AsSpan(0, IdLength)];
    }

    /// <summary>Whether something says that it was sealed by this key.</summary>
    public bool Made(ReadOnlySpan<byte> content) => content.Length >= Overhead && content.StartsWith(_head);

    public byte[] Seal(ReadOnlySpan<byte> content, ReadOnlySpan<byte> purpose)
    {
        var output = new byte[Overhead + content.Length];
        _head.CopyTo(output, 0);
        var nonce = output.AsSpan(HeadLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_key, TagLength);
        cipher.Encrypt(nonce, content, output.AsSpan(Overhead), output.AsSpan(HeadLength + NonceLength, TagLength), purpose);
        return output;
    }

    public byte[]? Open(ReadOnlySpan<byte> content, ReadOnlySpan<byte> purpose)
    {
        var output = new byte[content.Length - Overhead];
        using var cipher = new AesGcm(_key, TagLength);
        try
        {
            cipher.Decrypt(content.Slice(HeadLength, NonceLength), content[Overhead..], content.Slice(HeadLength + NonceLength, TagLength), output, purpose);
            return output;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
