using System.Diagnostics;
using Fairlead.Deploy.Tests;

[assembly: AssemblyFixture(typeof(PublishedServer))]

namespace Fairlead.Deploy.Tests;

/// <summary>The main sample as <c>dotnet publish</c> leaves it, in a folder that everybody may read and nobody may write.</summary>
public sealed class PublishedServer : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fairlead-published-");

    /// <summary>The folder of the program.</summary>
    public string Folder => Path.Combine(_folder.FullName, "app");

    /// <summary>The folder of what is deployed with it.</summary>
    public static string Deploy { get; } = Path.Combine(Sample.Root, "deploy");

    /// <summary>The command that starts the program.</summary>
    public string[] Command => ["dotnet", Path.Combine(Folder, "Production.dll")];

    public async ValueTask InitializeAsync()
    {
        // Built before the tests, in the configuration that they have.
        var (code, output, error) = await ChildProcess.RunAsync(
            "dotnet", "publish", Path.Combine(Sample.Root, "samples", "Production"), "--no-build", "--configuration", Sample.Metadata("Configuration"), "--output", Folder, "-nodeReuse:false");
        Assert.True(code == 0, output + error);
        await RunAsync("chmod", "-R", "a+rX,a-w", Folder);
        await RunAsync("chmod", "a+rx", _folder.FullName);
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("chmod", "-R", "u+w", Folder);
        _folder.Delete(recursive: true);
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Process.Start(command[0], command[1..]);
        await process.WaitForExitAsync();
    }
}
