namespace Fairlead.Cli.Judging;

/// <summary>Something about a server that production would not forgive, in the words that the server's own <c>--doctor</c> uses.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="IsError">It must be put right; otherwise it should be looked at.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to do instead.</param>
internal sealed record Finding(string Check, bool IsError, string Problem, string Remedy);
