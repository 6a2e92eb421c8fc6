using Fairlead.Auditing;

namespace Fairlead.Testing;

/// <summary>What a server under test has written to its audit, whoever called.</summary>
public sealed class AuditRecorder
{
    internal AuditRecorder(TimeSpan timeout) => Records = new(timeout, Describe);

    /// <summary>The records, in the chain's order. They come soon after the reply, not with it.</summary>
    public Recorder<AuditRecord> Records { get; }

    /// <summary>A call is in the audit. Waits for its record.</summary>
    /// <param name="component">The name of the tool or prompt, or the URI of the resource.</param>
    /// <param name="outcome"><c>allowed</c> or <c>denied</c>, or how it ended, such as <c>ok</c> or <c>tool_error</c> (<see cref="AuditRecord.Outcome"/>). Default: anyhow.</param>
    /// <param name="subject">Who called. Default: anybody.</param>
    /// <returns>The first such record.</returns>
    /// <exception cref="McpTestException">It did not come within <see cref="McpTestOptions.Timeout"/>.</exception>
    public AuditRecord ShouldHaveRecorded(string component, string? outcome = null, string? subject = null)
    {
        ArgumentNullException.ThrowIfNull(component);

        // Off the caller's context, which may let only one piece of a test run at a time.
        return Task.Run(() => Records.WaitAsync(record => record.Component == component && HasOutcome(record, outcome) && (subject is null || record.Subject == subject))).GetAwaiter().GetResult();
    }

    private static bool HasOutcome(AuditRecord record, string? outcome) => outcome switch
    {
        null => true,
        "allowed" => record.IsAllowed,
        "denied" => !record.IsAllowed,
        _ => record.Outcome == outcome,
    };

    private string Describe() => "The audit has:" + (Records.Count == 0 ? " nothing" : string.Concat(Records.Select(record =>
        $"\n  {record.Method} {record.Component}, {(record.IsAllowed ? "allowed" : "denied")}, {record.Outcome}, by {record.Subject ?? "nobody known"}")));
}
