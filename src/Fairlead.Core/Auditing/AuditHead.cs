namespace Fairlead.Auditing;

/// <summary>The end of a chain of records.</summary>
/// <param name="Sequence">The number of the last record; 0 before the first.</param>
/// <param name="Hash">Its hash, in hexadecimal.</param>
public sealed record AuditHead(long Sequence, string Hash)
{
    /// <summary>A chain without records.</summary>
    public static AuditHead Empty { get; } = new(0, new string('0', 64));
}
