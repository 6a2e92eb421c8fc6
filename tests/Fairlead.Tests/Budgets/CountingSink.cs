using Fairlead.Auditing;

namespace Fairlead.Tests.Budgets;

/// <summary>A sink that costs nothing, so that what is measured is the audit itself.</summary>
internal sealed class CountingSink : IAuditSink
{
    public long Bytes { get; private set; }

    public ValueTask<AuditHead?> OpenAsync(CancellationToken cancellationToken) => default;

    public ValueTask WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        for (var i = 0; i < entries.Count; i++) Bytes += entries[i].Json.Length;
        return default;
    }

    public ValueTask DisposeAsync() => default;
}
