using Fairlead.Components;
using ModelContextProtocol.Protocol;

namespace Fairlead.Binding;

/// <summary>Turns bytes of a declared MIME type into the content that fits.</summary>
internal static class MediaContent
{
    public static ContentBlock Create(ReadOnlyMemory<byte> bytes, string mimeType, McpCall call)
    {
        if (mimeType.StartsWith("image/", StringComparison.OrdinalIgnoreCase)) return ImageContentBlock.FromBytes(bytes, mimeType);
        if (mimeType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase)) return AudioContentBlock.FromBytes(bytes, mimeType);

        // An embedded resource needs a URI. The bytes exist only in this result, so it names the tool that made them.
        var uri = $"result://{call.Component?.Name}";
        return new EmbeddedResourceBlock { Resource = BlobResourceContents.FromBytes(bytes, uri, mimeType) };
    }
}
