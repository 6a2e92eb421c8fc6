using System.Diagnostics.CodeAnalysis;
using ModelContextProtocol.Protocol;

namespace Fairlead;

/// <summary>A sound that a tool or prompt returns. Clients of 2024-11-05 get a text that names it instead.</summary>
public sealed class Audio
{
    private readonly ReadOnlyMemory<byte> _bytes;

    private Audio(ReadOnlyMemory<byte> bytes, string mimeType)
    {
        _bytes = bytes;
        MimeType = mimeType;
    }

    /// <summary>The sound's MIME type, such as <c>audio/wav</c>.</summary>
    public string MimeType { get; }

    /// <summary>Reads a sound from a file.</summary>
    /// <param name="path">The file. Never take it from a caller without checking it.</param>
    /// <param name="mimeType">The MIME type. Default: from the file's extension, otherwise <c>audio/wav</c>.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Audio FromFile(string path, string? mimeType = null) =>
        new(System.IO.File.ReadAllBytes(path), mimeType ?? MimeTypes.FromPath(path, "audio/") ?? "audio/wav");

    /// <summary>Makes a sound from its bytes.</summary>
    /// <param name="bytes">The encoded sound, such as the bytes of a WAV file.</param>
    /// <param name="mimeType">The MIME type. Default: <c>audio/wav</c>.</param>
    public static Audio FromBytes(ReadOnlyMemory<byte> bytes, string mimeType = "audio/wav") => new(bytes, mimeType);

    /// <summary>The block of content that is sent.</summary>
    public AudioContentBlock ToContentBlock() => AudioContentBlock.FromBytes(_bytes, MimeType);

    /// <summary>The block of content that is sent.</summary>
    /// <param name="audio">The sound.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "ToContentBlock is the method.")]
    [return: NotNullIfNotNull(nameof(audio))]
    public static implicit operator ContentBlock?(Audio? audio) => audio?.ToContentBlock();
}
