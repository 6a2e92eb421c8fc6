using System.Text.Json;
using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Engine.Methods;

/// <summary>Writes what the server can do.</summary>
internal static class Capabilities
{
    public static void Write(Utf8JsonWriter writer, Catalog catalog, ProtocolRevision revision, McpConnection connection)
    {
        writer.WriteStartObject("capabilities"u8);

        // A stateless legacy client has nowhere to set a level; a modern one sets it with each request.
        if (revision.IsModern || connection.KeepsState) WriteEmpty(writer, "logging"u8);
        if (catalog.HasPrompts) WriteEmpty(writer, "prompts"u8);
        if (catalog.HasResources) WriteEmpty(writer, "resources"u8);
        if (catalog.HasTools) WriteEmpty(writer, "tools"u8);
        writer.WriteEndObject();
    }

    private static void WriteEmpty(Utf8JsonWriter writer, ReadOnlySpan<byte> name)
    {
        writer.WriteStartObject(name);
        writer.WriteEndObject();
    }
}
