namespace Fairlead.Cli.Tests.Creating;

/// <summary>A feed with the packages that produced projects install, and with the template package, made once for all tests.</summary>
public sealed class TemplateFeed : IAsyncLifetime
{
    // A version of its own, so that no package of an earlier run is taken from a cache. Of the packages only: the assemblies are
    // those that other tests run.
    private readonly string _version = $"0.0.1-test.{Guid.NewGuid():N}";
    private readonly TemporaryFolder _folder = new();

    /// <summary>What <c>dotnet</c> is told of the feed, in a produced project.</summary>
    internal IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["FairleadVersion"] = _version,
        ["RestoreAdditionalProjectSources"] = Feed,
        ["NUGET_PACKAGES"] = Path.Combine(_folder.Path, "packages"),
        ["NUGET_FALLBACK_PACKAGES"] = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
    };

    private string Feed => Path.Combine(_folder.Path, "feed");

    private string Hive => Path.Combine(_folder.Path, "hive");

    public async ValueTask InitializeAsync()
    {
        foreach (var project in (string[])["Fairlead.Core", "Fairlead", "Fairlead.Testing", "Fairlead.Templates"])
        {
            await DotnetAsync(Sample.Root, "pack", Path.Combine("src", project), "-c", "Release", "-o", Feed, $"-p:PackageVersion={_version}", "-nodeReuse:false", "-v", "quiet");
        }

        await DotnetAsync(_folder.Path, "new", "install", Path.Combine(Feed, $"Fairlead.Templates.{_version}.nupkg"), "--debug:custom-hive", Hive);
    }

    /// <summary>Creates a project as <c>dotnet new</c> does.</summary>
    internal Task CreateAsync(string template, string name, string folder) =>
        DotnetAsync(_folder.Path, "new", $"fairlead-{template}", "-n", name, "-o", folder, "--debug:custom-hive", Hive);

    /// <summary>Runs <c>dotnet</c> in a produced project.</summary>
    internal async Task<string> DotnetAsync(string folder, params string[] arguments)
    {
        var run = await ToolRun.OfAsync(new ToolOptions { Folder = folder, Environment = new(Environment) }, ["dotnet", .. arguments]);
        Assert.True(run.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}: {run.Output}{run.Error}");
        return run.Output;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }
}
