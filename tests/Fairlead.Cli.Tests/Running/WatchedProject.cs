namespace Fairlead.Cli.Tests.Running;

/// <summary>A project with a server whose greeting a test changes.</summary>
internal sealed class WatchedProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public WatchedProject()
    {
        // The engine as it was built with these tests, and its generator: no feed is needed.
        var bin = System.IO.Path.Combine(Sample.Root, "samples", "Greeter", "bin", Sample.Metadata("Configuration"), "net10.0");
        var generator = System.IO.Path.Combine(Sample.Root, "src", "Fairlead.Generators", "bin", Sample.Metadata("Configuration"), "netstandard2.0", "Fairlead.Generators.dll");
        _folder.File("Watched.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <InvariantGlobalization>true</InvariantGlobalization>
                <InterceptorsNamespaces>Fairlead.Generated</InterceptorsNamespaces>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <Reference Include="{bin}/*.dll" Exclude="{bin}/Greeter.dll" />
                <Analyzer Include="{generator}" />
              </ItemGroup>
            </Project>
            """);
        Write("Hello");
    }

    public string Path => _folder.Path;

    /// <summary>Writes the source of a server that greets with a word; a wrong one does not compile.</summary>
    public void Write(string word) => _folder.File("Program.cs", $$"""
        using Fairlead;

        var app = McpApp.Create("watched", args);
        app.Tool("greet", (string name) => $"{{word}}, {name}!", "Greet someone by name.");
        app.Tool("wait", async (CancellationToken cancellationToken) => { Console.Error.WriteLine("waiting"); await Task.Delay(Timeout.Infinite, cancellationToken); return "never"; }, "Waits for ever.");
        app.Tool("process", () => Environment.ProcessId.ToString(), "Which process this is.");
        app.Tool("crash", () => { Environment.Exit(7); return "never"; }, "Ends the server.");
        app.Options.DrainTimeout = TimeSpan.FromMilliseconds(200);
        await app.RunAsync();
        """);

    public void Dispose() => _folder.Dispose();
}
