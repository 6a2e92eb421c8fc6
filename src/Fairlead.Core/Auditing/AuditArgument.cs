namespace Fairlead.Auditing;

/// <summary>An argument of a call, as audit records show it.</summary>
/// <param name="Name">The name, up to 128 characters.</param>
/// <param name="Value">
/// The value as JSON in UTF-8; for a sensitive one a digest under the audit key, or <c>"[redacted]"</c>. Empty where it is not to be
/// recorded.
/// </param>
public readonly record struct AuditArgument(string Name, ReadOnlyMemory<byte> Value);
