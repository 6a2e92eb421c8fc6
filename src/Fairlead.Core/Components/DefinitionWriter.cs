using System.Text.Json;
using Fairlead.Protocol;

namespace Fairlead.Components;

/// <summary>Writes components as the lists show them, shaped for a revision: what a client cannot know is left out.</summary>
internal static class DefinitionWriter
{
    public static void WriteTool(Utf8JsonWriter writer, Tool tool, ProtocolRevision revision)
    {
        WriteStart(writer, tool, revision);
        writer.WritePropertyName("inputSchema"u8);
        writer.WriteRawValue(tool.InputSchema.Span, skipInputValidation: true);
        if (revision.HasStructuredContent && !tool.OutputSchema.IsEmpty)
        {
            var wrapped = !revision.HasAnyStructuredContent && !tool.WrappedOutputSchema.IsEmpty;
            writer.WritePropertyName("outputSchema"u8);
            writer.WriteRawValue((wrapped ? tool.WrappedOutputSchema : tool.OutputSchema).Span, skipInputValidation: true);
        }

        if (revision.HasToolAnnotations && tool.Annotations is { } annotations)
        {
            writer.WriteStartObject("annotations"u8);
            if (annotations.Title is { } title) writer.WriteString("title"u8, title);
            WriteHint(writer, "readOnlyHint"u8, annotations.ReadOnlyHint);
            WriteHint(writer, "destructiveHint"u8, annotations.DestructiveHint);
            WriteHint(writer, "idempotentHint"u8, annotations.IdempotentHint);
            WriteHint(writer, "openWorldHint"u8, annotations.OpenWorldHint);
            writer.WriteEndObject();
        }

        WriteEnd(writer, tool, revision);
    }

    public static void WriteResource(Utf8JsonWriter writer, Resource resource, ProtocolRevision revision)
    {
        WriteStart(writer, resource, revision);
        writer.WriteString("uri"u8, resource.Uri);
        if (resource.MimeType is { } mimeType) writer.WriteString("mimeType"u8, mimeType);
        if (resource.Size is { } size) writer.WriteNumber("size"u8, size);
        if (resource.Annotations is { } annotations) AnnotationsWriter.Write(writer, annotations, revision);
        WriteEnd(writer, resource, revision);
    }

    public static void WriteTemplate(Utf8JsonWriter writer, ResourceTemplate template, ProtocolRevision revision)
    {
        WriteStart(writer, template, revision);
        writer.WriteString("uriTemplate"u8, template.Template.Text);
        if (template.MimeType is { } mimeType) writer.WriteString("mimeType"u8, mimeType);
        if (template.Annotations is { } annotations) AnnotationsWriter.Write(writer, annotations, revision);
        WriteEnd(writer, template, revision);
    }

    public static void WritePrompt(Utf8JsonWriter writer, Prompt prompt, ProtocolRevision revision)
    {
        WriteStart(writer, prompt, revision);
        if (prompt.Arguments.Count > 0)
        {
            writer.WriteStartArray("arguments"u8);
            foreach (var argument in prompt.Arguments)
            {
                writer.WriteStartObject();
                writer.WriteString("name"u8, argument.Name);
                if (revision.HasTitles && argument.Title is { } title) writer.WriteString("title"u8, title);
                if (argument.Description is { } description) writer.WriteString("description"u8, description);
                if (argument.Required) writer.WriteBoolean("required"u8, true);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        WriteEnd(writer, prompt, revision);
    }

    private static void WriteStart(Utf8JsonWriter writer, Component component, ProtocolRevision revision)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, component.Name);
        if (revision.HasTitles) writer.WriteString("title"u8, component.Title);
        if (component.Description is { } description) writer.WriteString("description"u8, description);
    }

    private static void WriteEnd(Utf8JsonWriter writer, Component component, ProtocolRevision revision)
    {
        if (revision.HasIcons && component.Icons.Count > 0) IconWriter.Write(writer, component.Icons);
        if (revision.HasDefinitionMeta && !component.Meta.IsEmpty)
        {
            writer.WritePropertyName("_meta"u8);
            writer.WriteRawValue(component.Meta.Span, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    private static void WriteHint(Utf8JsonWriter writer, ReadOnlySpan<byte> name, bool? hint)
    {
        if (hint is { } value) writer.WriteBoolean(name, value);
    }
}
