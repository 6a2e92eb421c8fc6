using System.Buffers;
using System.Text.Json;
using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Engine;

/// <summary>The server's identity as clients see it.</summary>
internal static class ServerInfo
{
    public static byte[] Encode(McpServerOptions options, ProtocolRevision revision)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Envelope.WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("name"u8, options.Name);
        if (revision.HasTitles && options.Title is { } title) writer.WriteString("title"u8, title);
        writer.WriteString("version"u8, options.Version);
        if (revision.HasIcons)
        {
            if (options.Description is { } description) writer.WriteString("description"u8, description);
            if (options.WebsiteUrl is { } url) writer.WriteString("websiteUrl"u8, url.AbsoluteUri);
            if (options.Icons.Count > 0) IconWriter.Write(writer, options.Icons);
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
