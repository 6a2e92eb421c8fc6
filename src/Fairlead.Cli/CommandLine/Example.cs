namespace Fairlead.Cli.CommandLine;

/// <summary>A line of the help that a reader can copy.</summary>
internal sealed record Example(string CommandLine, string Purpose);
