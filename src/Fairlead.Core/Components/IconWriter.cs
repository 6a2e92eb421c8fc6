using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace Fairlead.Components;

/// <summary>Writes icons of components, content and the server.</summary>
internal static class IconWriter
{
    public static void Write(Utf8JsonWriter writer, IEnumerable<Icon> icons)
    {
        writer.WriteStartArray("icons"u8);
        foreach (var icon in icons)
        {
            writer.WriteStartObject();
            writer.WriteString("src"u8, icon.Source);
            if (icon.MimeType is { } mimeType) writer.WriteString("mimeType"u8, mimeType);
            if (icon.Sizes is { Count: > 0 } sizes)
            {
                writer.WriteStartArray("sizes"u8);
                foreach (var size in sizes) writer.WriteStringValue(size);
                writer.WriteEndArray();
            }

            if (icon.Theme is { } theme) writer.WriteString("theme"u8, theme);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
