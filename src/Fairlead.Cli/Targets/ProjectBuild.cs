using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;

namespace Fairlead.Cli.Targets;

/// <summary>Builds a project, and asks MSBuild how it is started: nothing of a build may come out of a server's standard output.</summary>
internal static class ProjectBuild
{
    /// <exception cref="CliException">It does not build, or builds no program.</exception>
    public static async Task<ProcessTarget> BuildAsync(ProjectTarget project, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", ["build", project.Path, "-t:Build", "-getProperty:OutputType", "-getProperty:RunCommand", "-getProperty:RunArguments", "-v:quiet", "-nologo"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var build = Process.Start(start) ?? throw new CliException(ExitCode.Unreachable, "dotnet did not start.");
        var output = build.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = build.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await build.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            build.Kill(entireProcessTree: true);
            throw;
        }

        if (build.ExitCode != 0) throw new CliException(ExitCode.Unreachable, $"{project.Path} does not build:{Environment.NewLine}{Errors(await output + await error)}");
        var properties = Properties(await output) ?? throw new CliException(ExitCode.Unreachable, $"{project.Path}: MSBuild did not say how it is started.");
        var command = (string?)properties["RunCommand"];
        if (string.IsNullOrEmpty(command) || string.Equals((string?)properties["OutputType"], "Library", StringComparison.OrdinalIgnoreCase))
        {
            throw CliException.Usage($"{project.Path} builds a library, not a program.");
        }

        return new ProcessTarget(project.Name, command, [.. CommandLineParser.SplitCommandLine((string?)properties["RunArguments"] ?? "")], [], null);
    }

    private static string Errors(string output)
    {
        string[] errors = [.. output.Split('\n', StringSplitOptions.TrimEntries).Where(static line => line.Contains(": error ", StringComparison.Ordinal)).Distinct()];
        return errors.Length > 0 ? string.Join(Environment.NewLine, errors) : output.Trim();
    }

    private static JsonObject? Properties(string output)
    {
        var start = output.IndexOf('{', StringComparison.Ordinal);
        if (start < 0) return null;
        try
        {
            return JsonNode.Parse(output[start..])?["Properties"] as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
