using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Targets;

namespace Fairlead.Cli.Judging;

/// <summary>Has a server built on Fairlead judge its own configuration: from inside there is more to see.</summary>
internal static class ProjectDoctor
{
    /// <exception cref="CliException">The project is no server on Fairlead.</exception>
    public static async Task<string?> RunAsync(ProcessTarget target, IReadOnlyList<KeyValuePair<string, string>> environment, TimeSpan patience, Examination examination, CancellationToken cancellationToken)
    {
        // Other programs would not know --doctor, and just start.
        if (!File.Exists(Path.Combine(Path.GetDirectoryName(Assembly(target)) ?? "", "Fairlead.Core.dll"))) throw CliException.Usage($"{target.Name} is not built on Fairlead. From outside, the doctor looks at a server that listens: fairlead doctor URL.");
        examination.Say($"{target.Name} --doctor --json");
        var start = new ProcessStartInfo(target.Command, [.. target.Arguments, "--doctor", "--json"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new CliException(ExitCode.Unreachable, $"{target.Name} did not start.");
        process.StandardInput.Close();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(end.Token);
            var error = process.StandardError.ReadToEndAsync(end.Token);
            await process.WaitForExitAsync(end.Token);
            return Read(await output, examination) ?? throw new CliException(ExitCode.Unreachable, $"{target.Name} --doctor said nothing that can be read. {(await error).Trim().Split('\n')[^1]}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CliException(ExitCode.Unreachable, $"{target.Name} --doctor did not end in {patience.TotalSeconds:0.###} s.");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static string Assembly(ProcessTarget target) =>
        target.Arguments.FirstOrDefault(static argument => argument.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)) ?? target.Command;

    private static string? Read(string output, Examination examination)
    {
        JsonObject report;
        try
        {
            report = JsonNode.Parse(output[Math.Max(output.IndexOf('{', StringComparison.Ordinal), 0)..])!.AsObject();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }

        examination.Done("configuration");
        foreach (var finding in (report["findings"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var (check, problem, remedy) = ((string?)finding["check"] ?? "", (string?)finding["problem"] ?? "", (string?)finding["remedy"] ?? "");
            if ((string?)finding["severity"] == "error") examination.Error(check, problem, remedy);
            else examination.Look(check, problem, remedy);
        }

        return $"{(string?)report["name"]} {(string?)report["version"]}";
    }
}
