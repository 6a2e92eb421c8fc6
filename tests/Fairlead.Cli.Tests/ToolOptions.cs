namespace Fairlead.Cli.Tests;

/// <summary>What the tool finds around it.</summary>
internal sealed record ToolOptions
{
    /// <summary>The current folder; the repository's where none is given.</summary>
    public string? Folder { get; init; }

    public string Input { get; init; } = "";

    public Dictionary<string, string?> Environment { get; init; } = [];
}
