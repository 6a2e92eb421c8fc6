namespace Fairlead.Clients.Tests;

/// <summary>The packages as users install them: from a feed, with the generator and its settings inside.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fairlead-package-").FullName;

    [Fact]
    public async Task A_project_outside_the_repository_installs_fairlead_and_serves()
    {
        // A version of its own, so that no package of an earlier run is taken from a cache. Of the package only: the assemblies are
        // those that other tests run.
        var version = $"0.0.1-test.{Guid.NewGuid():N}";
        await DotnetAsync("pack", Path.Combine(Sample.Root, "src", "Fairlead.Core"), "-c", "Release", "-o", Path.Combine(_folder, "feed"), $"-p:PackageVersion={version}");
        await DotnetAsync("pack", Path.Combine(Sample.Root, "src", "Fairlead"), "-c", "Release", "-o", Path.Combine(_folder, "feed"), $"-p:PackageVersion={version}");
        Write("greeter.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <RestoreAdditionalProjectSources>feed</RestoreAdditionalProjectSources>
                <RestorePackagesPath>packages</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Fairlead" Version="{version}" />
              </ItemGroup>
            </Project>
            """);
        Write("Program.cs", await File.ReadAllTextAsync(Path.Combine(Sample.Root, "samples", "Greeter", "Program.cs"), TestContext.Current.CancellationToken));
        Write("appsettings.json", """{ "Mcp": { "StrictArguments": "perhaps" } }""");
        await DotnetAsync("build", _folder, "-o", Path.Combine(_folder, "out"));

        // The settings come along: a wrong one is told, and with it put right the server serves.
        var refused = await ChildProcess.RunAsync("dotnet", Path.Combine(_folder, "out", "greeter.dll"));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("Mcp:StrictArguments is 'perhaps'", refused.Error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "out", "appsettings.json"), "{}");

        await using var server = ChildProcess.Start("dotnet", Path.Combine(_folder, "out", "greeter.dll"));
        await server.Input.WriteAsync(
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"greet","arguments":{"name":"World"},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}"""u8.ToArray(),
            TestContext.Current.CancellationToken);
        var (exitCode, output) = await server.EndAsync();
        Assert.Equal(0, exitCode);
        Assert.Contains("Hello, World!", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task DotnetAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await ChildProcess.RunAsync(["dotnet", .. arguments, "-nodeReuse:false", "-v", "quiet"]);
        Assert.True(exitCode == 0, output + error);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
