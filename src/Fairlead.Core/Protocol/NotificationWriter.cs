using System.Buffers;
using System.Text.Json;

namespace Fairlead.Protocol;

/// <summary>Writes the notifications that belong to a call.</summary>
internal static class NotificationWriter
{
    public static void WriteProgress(
        IBufferWriter<byte> output, ReadOnlySpan<byte> token, double progress, double? total, string? message, ProtocolRevision revision)
    {
        using var writer = Start(output, MethodNames.Progress);
        writer.WritePropertyName("progressToken"u8);
        writer.WriteRawValue(token, skipInputValidation: true);
        writer.WriteNumber("progress"u8, progress);
        if (total is { } value) writer.WriteNumber("total"u8, value);
        if (message is not null && revision.HasProgressMessage) writer.WriteString("message"u8, message);
        End(writer);
    }

    public static void WriteLog(IBufferWriter<byte> output, LogSeverity level, string logger, string text)
    {
        using var writer = Start(output, MethodNames.LogMessage);
        writer.WriteString("level"u8, LogLevels.NameOf(level));
        writer.WriteString("logger"u8, logger);
        writer.WriteString("data"u8, text);
        End(writer);
    }

    public static void WriteCancelled(IBufferWriter<byte> output, long requestId)
    {
        using var writer = Start(output, MethodNames.Cancelled);
        writer.WriteNumber("requestId"u8, requestId);
        End(writer);
    }

    /// <summary>Writes everything up to the members of <c>params</c>.</summary>
    public static Utf8JsonWriter Start(IBufferWriter<byte> output, string method)
    {
        var writer = new Utf8JsonWriter(output, Envelope.WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        writer.WriteString("method"u8, method);
        writer.WriteStartObject("params"u8);
        return writer;
    }

    /// <summary>Writes everything after the members of <c>params</c>.</summary>
    public static void End(Utf8JsonWriter writer)
    {
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
