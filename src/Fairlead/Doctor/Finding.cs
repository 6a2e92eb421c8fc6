namespace Fairlead.Doctor;

/// <summary>Something about a server that production would not forgive.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="IsError">It must be put right; otherwise it should be looked at.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to write instead.</param>
internal sealed record Finding(string Check, bool IsError, string Problem, string Remedy);
