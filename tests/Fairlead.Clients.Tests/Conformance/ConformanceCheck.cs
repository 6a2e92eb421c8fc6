namespace Fairlead.Clients.Tests.Conformance;

/// <summary>A check of the official suite.</summary>
internal sealed record ConformanceCheck(string Id, string Status, string Message)
{
    /// <summary>Whether it neither failed nor warned.</summary>
    public bool IsFine => Status is "SUCCESS" or "SKIPPED" or "INFO";
}
