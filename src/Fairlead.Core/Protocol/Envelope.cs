using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fairlead.Protocol;

/// <summary>
/// Writes what stands round a result: <c>{"jsonrpc":"2.0","id":…,"result":</c> before it, and after it the members that a
/// revision adds. The result itself is never parsed or rewritten; only its closing brace moves.
/// </summary>
internal static class Envelope
{
    public static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static ReadOnlySpan<byte> Version => "{\"jsonrpc\":\"2.0\",\"id\":"u8;

    /// <summary>Writes everything that stands before a result.</summary>
    public static void WriteHead(IBufferWriter<byte> output, ReadOnlySpan<byte> id)
    {
        output.Write(Version);
        output.Write(id);
        output.Write(",\"result\":"u8);
    }

    /// <summary>Writes a whole error message. Without an id, the id is null.</summary>
    public static void WriteError(IBufferWriter<byte> output, ReadOnlySpan<byte> id, JsonRpcError error)
    {
        output.Write(Version);
        output.Write(id.IsEmpty ? "null"u8 : id);
        output.Write(",\"error\":"u8);
        using (var writer = new Utf8JsonWriter(output, WriterOptions)) error.Write(writer);
        output.Write("}"u8);
    }
}
