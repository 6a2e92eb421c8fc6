namespace Fairlead.Cli.Tests;

public class InspectTests
{
    [Fact]
    public async Task Everything_about_a_server_is_shown()
    {
        var report = (await Tool.RunAsync("inspect", Tool.Everything)).ShouldSucceed().Json;
        Assert.Equal("everything", (string?)report["server"]!["name"]);
        Assert.Equal("2026-07-28", (string?)report["revision"]);
        Assert.NotNull(report["capabilities"]!["tools"]);
        Assert.NotEmpty(report["tools"]!.AsArray());
        Assert.InRange((int)report["estimatedTokens"]!["tools"]!["greet"]!, 20, 200);
        Assert.Contains(report["portability"]!.AsArray(), static finding => (string?)finding!["path"] == "/inputSchema/allOf" && (string?)finding["tool"] == "json_schema_2020_12_tool");
    }

    [Fact]
    public async Task Strict_fails_on_what_is_not_portable_only()
    {
        Assert.Equal(1, (await Tool.RunAsync("inspect", Tool.Everything, "--strict")).ExitCode);
        (await Tool.RunAsync("inspect", Tool.Greeter, "--strict")).ShouldSucceed();
    }

    [Fact]
    public async Task The_reference_server_and_one_on_the_official_sdk_are_inspected()
    {
        var sdk = (await Tool.RunAsync("inspect", Tool.SdkServer)).ShouldSucceed().Json;
        Assert.Equal("add", (string?)sdk["tools"]![0]!["name"]);
        var reference = (await Tool.RunAsync("inspect", Tool.Npm("@modelcontextprotocol/server-everything", "stdio"), "--text")).ShouldSucceed();
        Assert.Contains("What its tools cost a model", reference.Output, StringComparison.Ordinal);
    }
}
