namespace Fairlead.Testing;

/// <summary>How far a call was (<c>notifications/progress</c>).</summary>
/// <param name="Progress">How much was done.</param>
/// <param name="Total">How much there was to do, where the server knew.</param>
/// <param name="Message">What was happening, where the server said so.</param>
public sealed record ProgressReport(double Progress, double? Total = null, string? Message = null);
