using System.Text.Json.Nodes;

namespace Fairlead.Cli.Tests.Running;

public sealed class RunTests
{
    [Fact]
    public async Task A_server_gets_the_clients_bytes_and_ends_with_it()
    {
        await using var tool = RunningTool.Start("run", Tool.Greeter);
        await tool.InitializeAsync();
        Assert.Equal("Hello, Wörld!", await tool.CallAsync(1, "greet", """{"name":"Wörld"}"""));
        Assert.Equal((0, ""), await tool.Child.EndAsync());
    }

    [Fact]
    public async Task Arguments_after_two_hyphens_are_the_servers()
    {
        var run = await Tool.RunAsync("run", Tool.Greeter, "--", "--version");
        Assert.Contains("0.1.0", run.ShouldSucceed().Output, StringComparison.Ordinal);
        Assert.Equal(2, (await Tool.RunAsync("run", Tool.Greeter, "--", "--no-such-switch")).ExitCode);
    }

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_server_on_http_is_called_over_stdio_in_every_revision(string revision)
    {
        await using var server = await HttpSample.StartAsync("Everything");
        var bridge = string.Join(' ', [.. Tool.Command, "run", server.Url.ToString()]);
        Assert.Equal("Hello, Ada!\n", (await Tool.RunAsync("call", bridge, "greet", "name=Ada", "--revision", revision, "--text")).ShouldSucceed().Output);
        Assert.Contains("ada", (await Tool.RunAsync("call", bridge, "test_elicitation", "message=Who?", "--answer", "username=ada", "--answer", "email=a@b.c", "--revision", revision is "2024-11-05" or "2025-03-26" ? "2025-06-18" : revision, "--text")).ShouldSucceed().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bridge_says_unasked_what_the_server_says_unasked()
    {
        await using var server = await HttpSample.StartAsync("Everything");
        await using var tool = RunningTool.Start("run", server.Url.ToString());
        await tool.InitializeAsync();
        await tool.SendAsync(RunningTool.Call(1, "test_trigger_tool_change", "{}"));
        JsonObject[] both = [await tool.ReadAsync(), await tool.ReadAsync()];
        Assert.Contains(both, static message => (string?)message["method"] == "notifications/tools/list_changed");
        Assert.Contains(both, static message => (int?)message["id"] == 1);
        Assert.Equal((0, ""), await tool.Child.EndAsync());
    }

    [Fact]
    public async Task A_bridge_answers_for_a_server_that_does_not()
    {
        await using var tool = RunningTool.Start("run", $"http://127.0.0.1:{FreePort.Find()}/mcp");
        await tool.SendAsync("""{"jsonrpc":"2.0","id":"a\"b","method":"ping"}""");
        var reply = await tool.ReadAsync();
        Assert.Equal("a\"b", (string?)reply["id"]);
        Assert.Contains("cannot be reached", (string?)reply["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bridge_brings_the_clients_token()
    {
        await using var server = await HttpSample.StartAsync("Production");
        await using var tool = RunningTool.Start("run", server.Url.ToString(), "-H", "Authorization: Bearer wrong");
        await tool.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""");
        Assert.Contains("answered 401", (string?)(await tool.ReadAsync())["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_run_is_told()
    {
        using var folder = new TemporaryFolder();
        (await Tool.RunAsync("run", folder.Path)).ShouldFail(2, "has no .csproj");
        (await Tool.RunAsync("run", "no-such-program --x")).ShouldFail(3, "cannot be started");
        (await Tool.RunAsync("run", Tool.Greeter, "--watch")).ShouldFail(2, "--watch is for a project or a C# file");
        (await Tool.RunAsync("run", "http://127.0.0.1:1/mcp", "--watch")).ShouldFail(2, "--watch is for a project or a C# file");
        (await Tool.RunAsync("run", "http://127.0.0.1:1/mcp", "--", "--port")).ShouldFail(2, "not for a URL");
        (await Tool.RunAsync("run", Tool.Greeter, "-H", "a: b")).ShouldFail(2, "--header is for a URL");
        (await Tool.RunAsync("run", "http://127.0.0.1:1/mcp", "-H", "nothing")).ShouldFail(2, "write \"Name: value\"");
        Assert.Contains("fairlead run ./MyServer --watch", (await Tool.RunAsync("run", "--help")).ShouldSucceed().Output, StringComparison.Ordinal);
    }
}
