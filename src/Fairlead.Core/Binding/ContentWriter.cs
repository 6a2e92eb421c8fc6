using System.Text.Json;
using Fairlead.Components;
using Fairlead.Protocol;
using ModelContextProtocol.Protocol;

namespace Fairlead.Binding;

/// <summary>
/// Writes content as a client of a revision knows it. What a revision does not know becomes a text that names what was left
/// out, so that nothing is lost in silence.
/// </summary>
internal static class ContentWriter
{
    public static void WriteArray(Utf8JsonWriter writer, IEnumerable<ContentBlock> blocks, ProtocolRevision revision)
    {
        writer.WriteStartArray("content"u8);
        foreach (var block in blocks) Write(writer, block, revision);
        writer.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter writer, ContentBlock block, ProtocolRevision revision)
    {
        switch (block)
        {
            case AudioContentBlock audio when !revision.HasAudio:
                WriteText(writer, $"[Audio of type {audio.MimeType} left out: protocol revision {revision} has no audio content.]");
                break;
            case ResourceLinkBlock link when !revision.HasResourceLinks:
                WriteText(writer, DescribeLink(link));
                break;
            default:
                writer.WriteStartObject();
                writer.WriteString("type"u8, block.Type);
                WriteMembers(writer, block, revision);
                if (block.Annotations is { } annotations) AnnotationsWriter.Write(writer, annotations, revision);
                if (block.Meta is { } meta && revision.HasDefinitionMeta)
                {
                    writer.WritePropertyName("_meta"u8);
                    meta.WriteTo(writer);
                }

                writer.WriteEndObject();
                break;
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, ContentBlock block, ProtocolRevision revision)
    {
        switch (block)
        {
            case TextContentBlock text:
                writer.WriteString("text"u8, text.Text);
                break;
            case ImageContentBlock image:
                writer.WriteString("data"u8, image.Data.Span);
                writer.WriteString("mimeType"u8, image.MimeType);
                break;
            case AudioContentBlock audio:
                writer.WriteString("data"u8, audio.Data.Span);
                writer.WriteString("mimeType"u8, audio.MimeType);
                break;
            case EmbeddedResourceBlock embedded:
                writer.WritePropertyName("resource"u8);
                ResourceContentsWriter.Write(writer, embedded.Resource, revision);
                break;
            case ResourceLinkBlock link:
                WriteLink(writer, link, revision);
                break;
            default:
                throw new InvalidOperationException(
                    $"{block.GetType().Name} is no content that a server may send; use text, image, audio, a resource link or an embedded resource.");
        }
    }

    private static void WriteLink(Utf8JsonWriter writer, ResourceLinkBlock link, ProtocolRevision revision)
    {
        writer.WriteString("uri"u8, link.Uri);
        writer.WriteString("name"u8, link.Name);
        if (link.Title is { } title) writer.WriteString("title"u8, title);
        if (link.Description is { } description) writer.WriteString("description"u8, description);
        if (link.MimeType is { } mimeType) writer.WriteString("mimeType"u8, mimeType);
        if (link.Size is { } size) writer.WriteNumber("size"u8, size);
        if (revision.HasIcons && link.Icons is { Count: > 0 } icons) IconWriter.Write(writer, [.. icons]);
    }

    private static void WriteText(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "text"u8);
        writer.WriteString("text"u8, text);
        writer.WriteEndObject();
    }

    private static string DescribeLink(ResourceLinkBlock link) =>
        link.Description is { } description ? $"[Resource {link.Name}: {link.Uri}. {description}]" : $"[Resource {link.Name}: {link.Uri}]";
}
