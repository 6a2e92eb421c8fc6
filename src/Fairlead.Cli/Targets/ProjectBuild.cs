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
        var output = await RunAsync(project.Path, ["-t:Build", "-getProperty:OutputType", "-getProperty:RunCommand", "-getProperty:RunArguments"], cancellationToken);
        var properties = Section(output, "Properties") as JsonObject ?? throw new CliException(ExitCode.Unreachable, $"{project.Path}: MSBuild did not say how it is started.");
        var command = (string?)properties["RunCommand"];
        if (string.IsNullOrEmpty(command) || string.Equals((string?)properties["OutputType"], "Library", StringComparison.OrdinalIgnoreCase))
        {
            throw CliException.Usage($"{project.Path} builds a library, not a program.");
        }

        return new ProcessTarget(project.Name, command, [.. CommandLineParser.SplitCommandLine((string?)properties["RunArguments"] ?? "")], [], null);
    }

    /// <summary>Compiles a project, and leaves the program that it built before as it is.</summary>
    /// <exception cref="CliException">It does not compile.</exception>
    public static Task CompileAsync(ProjectTarget project, CancellationToken cancellationToken) => RunAsync(project.Path, ["-t:Compile"], cancellationToken);

    /// <summary>Items of a project, with their metadata.</summary>
    /// <exception cref="CliException">The project cannot be read.</exception>
    public static async Task<IReadOnlyList<JsonObject>> ItemsAsync(string path, string name, CancellationToken cancellationToken) =>
        Section(await RunAsync(path, [$"-getItem:{name}", "-getProperty:OutputType"], cancellationToken), "Items")?[name] is JsonArray items ? [.. items.OfType<JsonObject>()] : [];

    private static async Task<string> RunAsync(string path, string[] what, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", ["build", path, .. what, "-v:quiet", "-nologo"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var build = Process.Start(start) ?? throw new CliException(ExitCode.Unreachable, "dotnet did not start.");
        // The standard input may be a client's.
        build.StandardInput.Close();
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

        return build.ExitCode == 0 ? await output : throw new CliException(ExitCode.Unreachable, $"{path} does not build:{Environment.NewLine}{Errors(await output + await error)}");
    }

    private static string Errors(string output)
    {
        string[] errors = [.. output.Split('\n', StringSplitOptions.TrimEntries).Where(static line => line.Contains(": error ", StringComparison.Ordinal)).Distinct()];
        return errors.Length > 0 ? string.Join(Environment.NewLine, errors) : output.Trim();
    }

    private static JsonNode? Section(string output, string name)
    {
        var start = output.IndexOf('{', StringComparison.Ordinal);
        if (start < 0) return null;
        try
        {
            return JsonNode.Parse(output[start..])?[name];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
