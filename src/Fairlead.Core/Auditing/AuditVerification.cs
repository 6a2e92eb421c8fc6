namespace Fairlead.Auditing;

/// <summary>What a verification has found.</summary>
/// <param name="Records">How many lines were read, anchors included.</param>
/// <param name="Anchors">How many of them are anchors.</param>
/// <param name="Dropped">How many records the server says that it dropped (<see cref="AuditPolicy.DropAndCount"/>).</param>
/// <param name="Head">The last record.</param>
/// <param name="Problems">What is wrong, each with file and line; empty where the log is as it was written.</param>
public sealed record AuditVerification(long Records, long Anchors, long Dropped, AuditHead Head, IReadOnlyList<string> Problems)
{
    /// <summary>The log is as it was written.</summary>
    public bool IsValid => Problems.Count == 0;
}
