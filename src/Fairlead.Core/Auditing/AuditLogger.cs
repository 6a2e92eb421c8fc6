using System.Text;
using Microsoft.Extensions.Logging;

namespace Fairlead.Auditing;

/// <summary>Writes records to the log.</summary>
internal sealed partial class AuditLogger(ILogger log) : IAuditSink
{
    public ValueTask<AuditHead?> OpenAsync(CancellationToken cancellationToken) => default;

    public ValueTask WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries) Recorded(log, Encoding.UTF8.GetString(entry.Json.Span));
        return default;
    }

    public ValueTask DisposeAsync() => default;

    [LoggerMessage(1, LogLevel.Information, "{Record}")]
    private static partial void Recorded(ILogger logger, string record);
}
