namespace Fairlead.Auditing;

/// <summary>A record in its place in the chain.</summary>
/// <param name="Record">The record, or <see langword="null"/> for an anchor.</param>
/// <param name="Head">The end of the chain with this record.</param>
/// <param name="Time">When it was made, in UTC.</param>
/// <param name="Json">The record as one line of JSON in UTF-8, without the line break. Valid until the sink has returned.</param>
public readonly record struct AuditEntry(AuditRecord? Record, AuditHead Head, DateTimeOffset Time, ReadOnlyMemory<byte> Json);
