namespace Fairlead;

/// <summary>MIME types of the files that servers commonly return.</summary>
internal static class MimeTypes
{
    public static string? FromPath(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PNG" => "image/png",
            ".JPG" or ".JPEG" => "image/jpeg",
            ".GIF" => "image/gif",
            ".WEBP" => "image/webp",
            ".SVG" => "image/svg+xml",
            ".BMP" => "image/bmp",
            ".AVIF" => "image/avif",
            ".WAV" => "audio/wav",
            ".MP3" => "audio/mpeg",
            ".OGG" => "audio/ogg",
            ".FLAC" => "audio/flac",
            ".M4A" => "audio/mp4",
            ".TXT" or ".LOG" => "text/plain",
            ".MD" => "text/markdown",
            ".CSV" => "text/csv",
            ".HTML" or ".HTM" => "text/html",
            ".CSS" => "text/css",
            ".XML" => "application/xml",
            ".JSON" => "application/json",
            ".YAML" or ".YML" => "application/yaml",
            ".PDF" => "application/pdf",
            ".ZIP" => "application/zip",
            _ => null,
        };
    }

    /// <summary>The type of a file if it is of a family such as <c>image/</c>.</summary>
    public static string? FromPath(string path, string family) =>
        FromPath(path) is { } type && type.StartsWith(family, StringComparison.Ordinal) ? type : null;

    public static bool IsText(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || mimeType is "application/json" or "application/xml" or "application/yaml" or "image/svg+xml";
}
