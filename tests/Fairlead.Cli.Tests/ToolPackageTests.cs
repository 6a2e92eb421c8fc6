namespace Fairlead.Cli.Tests;

public class ToolPackageTests
{
    [Fact]
    public async Task The_package_installs_as_a_tool_and_runs()
    {
        using var folder = new TemporaryFolder();
        var packed = await ChildProcess.RunAsync("dotnet", "pack", Path.Combine(Sample.Root, "src", "Fairlead.Cli"), "-c", Sample.Metadata("Configuration"), "--no-build", "-o", folder.Path, "-v", "quiet");
        Assert.True(packed.ExitCode == 0, packed.Output);
        var installed = await ChildProcess.RunAsync("dotnet", "tool", "install", "Fairlead.Cli", "--tool-path", Path.Combine(folder.Path, "bin"), "--add-source", folder.Path);
        Assert.True(installed.ExitCode == 0, installed.Output + installed.Error);
        var (exitCode, output, _) = await ChildProcess.RunAsync(Path.Combine(folder.Path, "bin", "fairlead"), "call", Tool.Greeter, "greet", "name=Ada", "--text");
        Assert.Equal((0, "Hello, Ada!\n"), (exitCode, output));
    }
}
