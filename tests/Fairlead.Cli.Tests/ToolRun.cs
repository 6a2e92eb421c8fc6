using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Fairlead.Cli.Tests;

/// <summary>How a run of the tool ended.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program to its end.</summary>
    public static async Task<ToolRun> OfAsync(ToolOptions options, params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = options.Folder ?? Sample.Root,
        };
        foreach (var (name, value) in options.Environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(options.Input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ToolRun(process.ExitCode, await output, await error);
    }

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
