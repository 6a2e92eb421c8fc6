using System.Buffers;
using System.Text;
using System.Text.Json;
using Fairlead.Auditing;
using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Pipeline;

/// <summary>JSON for people's eyes: members that are nobody's business are replaced, and what is too long is cut off.</summary>
internal sealed class Redaction(IReadOnlySet<string> names, int maxBytes)
{
    /// <summary>The text of a JSON object, or <c>{}</c> for none.</summary>
    public string Apply(ReadOnlySpan<byte> json, Component component)
    {
        if (json.IsEmpty) return "{}";
        var sensitive = ArgumentMarks.Of(component).Sensitive;
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Envelope.WriterOptions)) Copy(json, writer, sensitive);
        if (buffer.WrittenCount <= maxBytes) return Encoding.UTF8.GetString(buffer.WrittenSpan);
        return $"{Encoding.UTF8.GetString(buffer.WrittenSpan[..maxBytes])}… ({buffer.WrittenCount} bytes)";
    }

    private void Copy(ReadOnlySpan<byte> json, Utf8JsonWriter writer, IReadOnlyList<string> sensitive)
    {
        var reader = new Utf8JsonReader(json, Message.AnyDepth);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var name = reader.GetString()!;
                    writer.WritePropertyName(name);
                    if (!names.Contains(name) && !(reader.CurrentDepth == 1 && sensitive.Contains(name))) break;
                    reader.Read();
                    reader.Skip();
                    writer.WriteStringValue("[redacted]"u8);
                    break;
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.String:
                    writer.WriteStringValue(reader.GetString());
                    break;
                default:
                    writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                    break;
            }
        }
    }
}
