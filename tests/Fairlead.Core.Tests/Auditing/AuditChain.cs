using System.Buffers;
using System.Text.Json;
using Fairlead.Auditing;

namespace Fairlead.Core.Tests.Auditing;

/// <summary>Makes the entries of a chain, as a lane hands them to its sink.</summary>
internal sealed class AuditChain(AuditHead? head = null)
{
    public AuditHead Head { get; private set; } = head ?? AuditHead.Empty;

    public AuditEntry Next(string time = "2026-01-01T00:00:00Z")
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output, AuditLine.WriterOptions);
        var at = DateTimeOffset.Parse(time, null);
        AuditLine.Begin(writer, Head, at);
        writer.WriteString("id"u8, $"record {Head.Sequence + 1}");
        Head = AuditLine.End(output, writer, 0, Head);
        return new(null, Head, at, output.WrittenMemory);
    }
}
