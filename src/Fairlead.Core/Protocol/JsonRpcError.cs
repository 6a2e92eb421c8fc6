using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fairlead.Protocol;

/// <summary>A JSON-RPC error.</summary>
/// <param name="Code">The code; see <see cref="ErrorCodes"/>.</param>
/// <param name="Message">What was wrong and what to send instead.</param>
/// <param name="Data">More, as one JSON value in UTF-8, or empty.</param>
public sealed record JsonRpcError(int Code, string Message, ReadOnlyMemory<byte> Data = default)
{
    /// <summary>Creates an error whose <c>data</c> is an object with one string.</summary>
    /// <param name="code">The code.</param>
    /// <param name="message">The message.</param>
    /// <param name="name">The name of the member of <c>data</c>.</param>
    /// <param name="value">Its value.</param>
    public static JsonRpcError WithData(int code, string message, string name, string value) =>
        WithData(code, message, writer => writer.WriteString(name, value));

    /// <summary>Writes the error as one JSON object.</summary>
    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("code"u8, Code);
        writer.WriteString("message"u8, Message);
        if (!Data.IsEmpty)
        {
            writer.WritePropertyName("data"u8);
            writer.WriteRawValue(Data.Span, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    internal static JsonRpcError WithData(int code, string message, Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using var writer = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writeMembers(writer);
        writer.WriteEndObject();
        writer.Flush();
        return new(code, message, buffer.WrittenMemory);
    }

    internal static JsonRpcError Overloaded(string message) =>
        WithData(ErrorCodes.Overloaded, message, static writer => writer.WriteNumber("retryAfterMs"u8, 1000));

    /// <summary>The words for a tool or prompt that does not exist, and for one that the caller may not know of.</summary>
    internal static JsonRpcError Unknown(string kind, string name) => new(ErrorCodes.InvalidParams, $"Unknown {kind}: {name}");

    internal static JsonRpcError ResourceNotFound(string uri, ProtocolRevision revision) =>
        WithData(revision.ResourceNotFoundCode, $"Resource not found: {uri}", "uri", uri);

    internal static JsonRpcError MissingCapability(IEnumerable<string> path, string message) =>
        WithData(ErrorCodes.MissingRequiredClientCapability, message, writer =>
        {
            string[] names = ["requiredCapabilities", .. path];
            foreach (var name in names) writer.WriteStartObject(name);
            foreach (var _ in names) writer.WriteEndObject();
        });

    internal static JsonRpcError UnsupportedProtocolVersion(string requested, IEnumerable<ProtocolRevision> supported) =>
        WithData(ErrorCodes.UnsupportedProtocolVersion, "Unsupported protocol version", writer =>
        {
            writer.WriteStartArray("supported"u8);
            foreach (var revision in supported) writer.WriteStringValue(revision.Version);
            writer.WriteEndArray();
            writer.WriteString("requested"u8, requested);
        });
}
