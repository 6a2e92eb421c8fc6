using System.Text.Json;

namespace Fairlead.Clients.Tests.Conformance;

/// <summary>The official suite, run once over a server; each check of each scenario, as it wrote them down.</summary>
internal sealed class ConformanceRun
{
    private readonly Dictionary<string, List<ConformanceCheck>> _scenarios = new(StringComparer.Ordinal);

    /// <summary>What the suite printed.</summary>
    public string Output { get; private set; } = "";

    /// <summary>Runs the suite.</summary>
    /// <param name="url">The server.</param>
    /// <param name="options">Which scenarios to run, as the suite's command line says it.</param>
    public static async Task<ConformanceRun> StartAsync(Uri url, params string[] options)
    {
        // The suite insists on a name; on an address it takes servers for something else.
        var target = new UriBuilder(url) { Host = "localhost" }.Uri;
        var folder = Directory.CreateTempSubdirectory("conformance");
        try
        {
            var (_, output, error) = await ChildProcess.RunAsync(
                [NodeProgram.Node, NodeProgram.PathOf("@modelcontextprotocol", "conformance", "dist", "index.js"), "server", "--url", target.ToString(), "-o", folder.FullName, .. options]);
            var run = new ConformanceRun { Output = output + error };
            foreach (var scenario in folder.EnumerateDirectories()) run.Read(scenario);
            return run;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Asserts that a scenario ran, and that none of its checks failed or warned.</summary>
    public void ShouldPass(string scenario)
    {
        var checks = Checks(scenario);
        Assert.DoesNotContain(checks, check => !check.IsFine);
        Assert.Contains(checks, check => check.Status == "SUCCESS");
    }

    /// <summary>The checks of a scenario that failed or warned.</summary>
    public IEnumerable<string> FlawsOf(string scenario) => Checks(scenario).Where(check => !check.IsFine).Select(check => $"{check.Status} {check.Id}");

    private List<ConformanceCheck> Checks(string scenario)
    {
        Assert.True(_scenarios.TryGetValue(scenario, out var checks), $"{scenario} did not run.\n{Output}");
        return checks;
    }

    // The folder's name is server-{scenario}-{time}, as in server-ping-2026-07-28T08-20-20-200Z.
    private void Read(DirectoryInfo folder)
    {
        var name = folder.Name["server-".Length..^"-2026-07-28T08-20-20-200Z".Length];
        if (!_scenarios.TryGetValue(name, out var checks)) _scenarios[name] = checks = [];
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.FullName, "checks.json")));
        foreach (var check in json.RootElement.EnumerateArray())
        {
            checks.Add(new(
                check.GetProperty("id").GetString()!,
                check.GetProperty("status").GetString()!,
                check.TryGetProperty("errorMessage", out var message) ? message.ToString() : ""));
        }
    }
}
