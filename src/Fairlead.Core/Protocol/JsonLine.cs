using System.Buffers;
using System.Text.Json;

namespace Fairlead.Protocol;

/// <summary>JSON on one line: over stdio a line break ends the message.</summary>
internal static class JsonLine
{
    /// <summary>The JSON as it is or, where it has line breaks, without white space.</summary>
    /// <exception cref="JsonException">It has line breaks and is no JSON.</exception>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json)
    {
        if (json.Span.IndexOfAny((byte)'\n', (byte)'\r') < 0) return json;
        using var document = JsonDocument.Parse(json);
        var buffer = new ArrayBufferWriter<byte>(json.Length);
        using var writer = new Utf8JsonWriter(buffer, Envelope.WriterOptions);
        document.RootElement.WriteTo(writer);
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
