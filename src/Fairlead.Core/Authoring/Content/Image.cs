using System.Diagnostics.CodeAnalysis;
using ModelContextProtocol.Protocol;

namespace Fairlead;

/// <summary>An image that a tool or prompt returns.</summary>
public sealed class Image
{
    private readonly ReadOnlyMemory<byte> _bytes;

    private Image(ReadOnlyMemory<byte> bytes, string mimeType)
    {
        _bytes = bytes;
        MimeType = mimeType;
    }

    /// <summary>The image's MIME type, such as <c>image/png</c>.</summary>
    public string MimeType { get; }

    /// <summary>Reads an image from a file.</summary>
    /// <param name="path">The file. Never take it from a caller without checking it.</param>
    /// <param name="mimeType">The MIME type. Default: from the file's extension, otherwise <c>image/png</c>.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Image FromFile(string path, string? mimeType = null) =>
        new(System.IO.File.ReadAllBytes(path), mimeType ?? MimeTypes.FromPath(path, "image/") ?? "image/png");

    /// <summary>Makes an image from its bytes.</summary>
    /// <param name="bytes">The encoded image, such as the bytes of a PNG file.</param>
    /// <param name="mimeType">The MIME type. Default: <c>image/png</c>.</param>
    public static Image FromBytes(ReadOnlyMemory<byte> bytes, string mimeType = "image/png") => new(bytes, mimeType);

    /// <summary>The block of content that is sent.</summary>
    public ImageContentBlock ToContentBlock() => ImageContentBlock.FromBytes(_bytes, MimeType);

    /// <summary>The block of content that is sent.</summary>
    /// <param name="image">The image.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "ToContentBlock is the method.")]
    [return: NotNullIfNotNull(nameof(image))]
    public static implicit operator ContentBlock?(Image? image) => image?.ToContentBlock();
}
