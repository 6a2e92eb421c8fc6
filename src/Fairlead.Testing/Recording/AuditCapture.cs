using Fairlead.Auditing;

namespace Fairlead.Testing.Recording;

/// <summary>Hands audit records to a test.</summary>
internal sealed class AuditCapture(AuditRecorder recorder) : IAuditSink
{
    public ValueTask<AuditHead?> OpenAsync(CancellationToken cancellationToken) => default;

    public ValueTask WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            // What is no record is an anchor.
            if (entry.Record is { } record) recorder.Records.Add(record);
        }

        return default;
    }

    public ValueTask DisposeAsync() => default;
}
