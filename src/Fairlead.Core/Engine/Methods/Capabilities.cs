using System.Text.Json;
using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Engine.Methods;

/// <summary>Writes what the server can do.</summary>
internal sealed class Capabilities(McpServerOptions options, IReadOnlyList<McpExtension> extensions)
{
    public void Write(Utf8JsonWriter writer, Catalog catalog, ProtocolRevision revision, McpConnection connection)
    {
        writer.WriteStartObject("capabilities"u8);

        // A stateless legacy client has nowhere to set a level; a modern one sets it with each request.
        if (revision.IsModern || connection.KeepsState) WriteEmpty(writer, "logging"u8);
        if (catalog.HasPrompts) WriteEmpty(writer, "prompts"u8);
        if (catalog.HasResources) WriteEmpty(writer, "resources"u8);
        if (catalog.HasTools) WriteEmpty(writer, "tools"u8);
        if (options.Experimental.Count > 0) WriteObjects(writer, "experimental"u8, options.Experimental);
        if (revision.HasExtensions && extensions.Count > 0)
        {
            WriteObjects(writer, "extensions"u8, extensions.Select(extension => KeyValuePair.Create(extension.Name, extension.Settings)));
        }

        writer.WriteEndObject();
    }

    private static void WriteObjects(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> objects)
    {
        writer.WriteStartObject(name);
        foreach (var (key, json) in objects)
        {
            writer.WritePropertyName(key);
            writer.WriteRawValue(json.Span);
        }

        writer.WriteEndObject();
    }

    private static void WriteEmpty(Utf8JsonWriter writer, ReadOnlySpan<byte> name)
    {
        writer.WriteStartObject(name);
        writer.WriteEndObject();
    }
}
