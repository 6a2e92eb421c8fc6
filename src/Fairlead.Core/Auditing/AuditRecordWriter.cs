using System.Globalization;
using System.Text.Json;
using Fairlead.Protocol;

namespace Fairlead.Auditing;

/// <summary>The members of a record in a line of the chain.</summary>
internal static class AuditRecordWriter
{
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = Message.AnyDepth.MaxDepth };

    public static void Write(Utf8JsonWriter writer, AuditRecord record)
    {
        writer.WriteString("id"u8, record.Id);
        WriteCaller(writer, record);
        Write(writer, "address", record.Address?.ToString());
        Write(writer, "transport", record.Transport);
        Write(writer, "revision", record.Revision);
        Write(writer, "clientName", record.ClientName);
        Write(writer, "clientVersion", record.ClientVersion);
        Write(writer, "method", record.Method);
        Write(writer, "component", record.Component);
        Write(writer, "fingerprint", record.Fingerprint);
        WriteArguments(writer, record.Arguments);
        writer.WriteString("decision"u8, record.IsAllowed ? "allowed"u8 : "denied"u8);
        Write(writer, "reason", record.Reason);
        writer.WriteString("outcome"u8, record.Outcome);
        if (record.ErrorCode is { } code) writer.WriteNumber("code"u8, code);
        writer.WriteNumber("bytesIn"u8, record.BytesIn);
        writer.WriteNumber("bytesOut"u8, record.BytesOut);
        writer.WriteRawInvariant("ms", Math.Round(record.Duration.TotalMilliseconds, 3));
        Write(writer, "trace", record.TraceId);
        if (record.Unrecorded > 0) writer.WriteNumber("unrecorded"u8, record.Unrecorded);
        if (record.Depth > 0) writer.WriteNumber("depth"u8, record.Depth);
    }

    private static void WriteCaller(Utf8JsonWriter writer, AuditRecord record)
    {
        if (record.Subject is null && record.Authentication is null) return;
        writer.WriteStartObject("caller"u8);
        Write(writer, "iss", record.Issuer);
        Write(writer, "sub", record.Subject);
        Write(writer, "client", record.Client);
        Write(writer, "scopes", record.Scopes);
        Write(writer, "auth", record.Authentication);
        writer.WriteEndObject();
    }

    private static void WriteArguments(Utf8JsonWriter writer, IReadOnlyList<AuditArgument> arguments)
    {
        if (arguments.Count == 0) return;
        writer.WriteStartArray("arguments"u8);
        foreach (var argument in arguments) writer.WriteStringValue(argument.Name);
        writer.WriteEndArray();
        if (arguments.All(static argument => argument.Value.IsEmpty)) return;
        writer.WriteStartObject("values"u8);
        foreach (var argument in arguments)
        {
            if (argument.Value.IsEmpty) continue;
            writer.WritePropertyName(argument.Name);

            // Written anew: what a client sent may hold line breaks.
            using var value = JsonDocument.Parse(argument.Value, AnyDepth);
            value.RootElement.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) writer.WriteString(name, value);
    }

    private static void WriteRawInvariant(this Utf8JsonWriter writer, string name, double value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(value.ToString("0.###", CultureInfo.InvariantCulture));
    }
}
