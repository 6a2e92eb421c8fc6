using System.Text.Json;
using Fairlead.Protocol;
using ModelContextProtocol.Protocol;

namespace Fairlead.Binding;

/// <summary>Writes the contents of resources.</summary>
internal static class ResourceContentsWriter
{
    public static void Write(Utf8JsonWriter writer, ResourceContents contents, ProtocolRevision revision)
    {
        writer.WriteStartObject();
        writer.WriteString("uri"u8, contents.Uri);
        if (contents.MimeType is { } mimeType) writer.WriteString("mimeType"u8, mimeType);
        switch (contents)
        {
            case TextResourceContents text:
                writer.WriteString("text"u8, text.Text);
                break;
            case BlobResourceContents blob:
                writer.WriteString("blob"u8, blob.Blob.Span);
                break;
            default:
                throw new InvalidOperationException($"{contents.GetType().Name} is no content of a resource; use TextResourceContents or BlobResourceContents.");
        }

        if (contents.Meta is { } meta && revision.HasDefinitionMeta)
        {
            writer.WritePropertyName("_meta"u8);
            meta.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    public static void WriteText(Utf8JsonWriter writer, string uri, string mimeType, ReadOnlySpan<char> text)
    {
        writer.WriteStartObject();
        writer.WriteString("uri"u8, uri);
        writer.WriteString("mimeType"u8, mimeType);
        writer.WriteString("text"u8, text);
        writer.WriteEndObject();
    }

    public static void WriteBlob(Utf8JsonWriter writer, string uri, string mimeType, ReadOnlySpan<byte> bytes)
    {
        writer.WriteStartObject();
        writer.WriteString("uri"u8, uri);
        writer.WriteString("mimeType"u8, mimeType);
        writer.WriteBase64String("blob"u8, bytes);
        writer.WriteEndObject();
    }
}
