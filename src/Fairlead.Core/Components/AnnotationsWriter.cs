using System.Text.Json;
using Fairlead.Protocol;
using ModelContextProtocol.Protocol;

namespace Fairlead.Components;

/// <summary>Writes the annotations of resources and content.</summary>
internal static class AnnotationsWriter
{
    public static void Write(Utf8JsonWriter writer, Annotations annotations, ProtocolRevision revision)
    {
        writer.WriteStartObject("annotations"u8);
        if (annotations.Audience is { Count: > 0 } audience)
        {
            writer.WriteStartArray("audience"u8);
            foreach (var role in audience) writer.WriteStringValue(role == Role.User ? "user"u8 : "assistant"u8);
            writer.WriteEndArray();
        }

        if (annotations.Priority is { } priority) writer.WriteNumber("priority"u8, priority);
        if (revision.HasTitles && annotations.LastModified is { } lastModified) writer.WriteString("lastModified"u8, lastModified);
        writer.WriteEndObject();
    }
}
