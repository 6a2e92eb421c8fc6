using System.Text.Json.Nodes;

namespace Fairlead.Cli.Tests;

/// <summary>How a run of the tool ended.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>The output as the JSON object that it must be.</summary>
    public JsonObject Json => JsonNode.Parse(Output)!.AsObject();

    /// <summary>Asserts a failure: its exit code, no output, and a reason of one line.</summary>
    public void ShouldFail(int exitCode, string reason)
    {
        Assert.Equal(exitCode, ExitCode);
        Assert.Empty(Output);
        var line = Assert.Single(Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("fairlead: ", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
    }

    public ToolRun ShouldSucceed()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Error}{Output}");
        return this;
    }
}
