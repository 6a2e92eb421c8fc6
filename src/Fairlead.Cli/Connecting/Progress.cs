namespace Fairlead.Cli.Connecting;

/// <summary>How far a call has come.</summary>
internal sealed record Progress(double Value, double? Total, string? Message);
