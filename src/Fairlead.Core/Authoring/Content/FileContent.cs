using System.Diagnostics.CodeAnalysis;
using ModelContextProtocol.Protocol;

namespace Fairlead;

/// <summary>
/// A file that a tool or prompt returns, as an embedded resource: text where its type is a text, base64 otherwise. It is not
/// called <c>File</c>, which would clash with <see cref="System.IO.File"/> in every program that uses both.
/// </summary>
public sealed class FileContent
{
    private readonly ResourceContents _contents;

    private FileContent(ResourceContents contents) => _contents = contents;

    /// <summary>The file's MIME type.</summary>
    public string MimeType => _contents.MimeType!;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file. Never take it from a caller without checking it.</param>
    /// <param name="mimeType">The MIME type. Default: from the file's extension, otherwise <c>application/octet-stream</c>.</param>
    /// <param name="uri">The URI by which the client knows the content. Default: <c>file:///</c> and the file's name, without its folder.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    [SuppressMessage("Design", "CA1054", Justification = "Sent as written; System.Uri would normalise it.")]
    public static FileContent FromFile(string path, string? mimeType = null, string? uri = null)
    {
        var type = mimeType ?? MimeTypes.FromPath(path) ?? "application/octet-stream";

        // The folder is the server's own business; it is not sent unless the author says so.
        var address = uri ?? "file:///" + Uri.EscapeDataString(Path.GetFileName(path));
        return MimeTypes.IsText(type) ? FromText(System.IO.File.ReadAllText(path), address, type) : FromBytes(System.IO.File.ReadAllBytes(path), address, type);
    }

    /// <summary>Makes a file from a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="uri">The URI by which the client knows the content.</param>
    /// <param name="mimeType">The MIME type. Default: <c>text/plain</c>.</param>
    [SuppressMessage("Design", "CA1054", Justification = "Sent as written; System.Uri would normalise it.")]
    public static FileContent FromText(string text, string uri, string mimeType = "text/plain") =>
        new(new TextResourceContents { Uri = uri, MimeType = mimeType, Text = text });

    /// <summary>Makes a file from bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="uri">The URI by which the client knows the content.</param>
    /// <param name="mimeType">The MIME type. Default: <c>application/octet-stream</c>.</param>
    [SuppressMessage("Design", "CA1054", Justification = "Sent as written; System.Uri would normalise it.")]
    public static FileContent FromBytes(ReadOnlyMemory<byte> bytes, string uri, string mimeType = "application/octet-stream") =>
        new(BlobResourceContents.FromBytes(bytes, uri, mimeType));

    /// <summary>The block of content that is sent.</summary>
    public EmbeddedResourceBlock ToContentBlock() => new() { Resource = _contents };

    /// <summary>The block of content that is sent.</summary>
    /// <param name="file">The file.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "ToContentBlock is the method.")]
    [return: NotNullIfNotNull(nameof(file))]
    public static implicit operator ContentBlock?(FileContent? file) => file?.ToContentBlock();
}
