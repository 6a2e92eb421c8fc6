using System.Text.Json;

namespace Fairlead.Cli.Tests.Generating;

/// <summary>A project of generated clients, compiled with every warning as an error and run.</summary>
public sealed class GeneratedClients : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    private string Program { get; set; } = "";

    internal static string Hostile { get; } = "node " + Path.Combine(Sample.Root, "tests", "Fairlead.Cli.Tests", "Generating", "hostile-server.mjs");

    public async ValueTask InitializeAsync()
    {
        _folder.File("Clients.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>disable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <IsAotCompatible>true</IsAotCompatible>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NoWarn>$(NoWarn);CA2252</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{Path.Combine(AppContext.BaseDirectory, "ModelContextProtocol.Core.dll")}" />
                <Reference Include="{Path.Combine(AppContext.BaseDirectory, "Microsoft.Extensions.AI.Abstractions.dll")}" />
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
              </ItemGroup>
            </Project>
            """);
        await GenerateAsync("Everything", Tool.Everything);
        await GenerateAsync("Monitor", string.Join(' ', Sample.CommandOf("SystemMonitor")));
        await GenerateAsync("Sdk", Tool.SdkServer);
        await GenerateAsync("Npm", Tool.Npm("@modelcontextprotocol/server-everything", "stdio"));
        await GenerateAsync("Hostile", Hostile);
        _folder.File("Program.cs", await File.ReadAllTextAsync(Path.Combine(Sample.Root, "tests", "Fairlead.Cli.Tests", "Generating", "Program.txt")));
        var build = await ToolRun.OfAsync(
            new ToolOptions { Folder = _folder.Path, Environment = new() { ["UseSharedCompilation"] = "false" } },
            "dotnet", "build", "-c", "Release", "-v", "quiet", "-nologo", "-nodeReuse:false", "-o", Path.Combine(_folder.Path, "out"));
        Assert.True(build.ExitCode == 0, build.Output + build.Error);
        Program = Path.Combine(_folder.Path, "out", "Clients.dll");
    }

    /// <summary>Runs a part of the program against a server.</summary>
    internal async Task<string> RunAsync(string part, string server)
    {
        var run = await ToolRun.OfAsync(new ToolOptions(), ["dotnet", "exec", Program, part, .. server.Split(' ')]);
        return run.ShouldSucceed().Output;
    }

    internal string Code(string name) => File.ReadAllText(Path.Combine(_folder.Path, name + ".cs"));

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    private async Task GenerateAsync(string name, string server)
    {
        var run = (await Tool.RunAsync("generate", "client", server, "--namespace", "Clients." + name, "--class", name, "--output", Path.Combine(_folder.Path, name + ".cs"))).ShouldSucceed();
        Assert.Equal($"Clients.{name}.{name}", JsonSerializer.Deserialize<JsonElement>(run.Output).GetProperty("class").GetString());
    }
}
