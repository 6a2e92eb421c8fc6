namespace Fairlead.Cli.Tests;

/// <summary>How a server is named, and what is said of a name that is wrong.</summary>
public class TargetTests
{
    [Fact]
    public async Task A_server_is_found_in_a_configuration_file_by_its_name()
    {
        using var folder = new TemporaryFolder();
        var command = Sample.CommandOf("Greeter");
        folder.File("mcp.json", $$"""
            {
              // as clients write them
              "mcpServers": {
                "one": { "command": "{{command[0]}}", "args": ["{{string.Join("\", \"", command[1..])}}"], "env": { "GREETING": "${USER_GREETING:-Hi}" }, },
                "two": { "url": "http://127.0.0.1:1/mcp", "headers": { "Authorization": "Bearer ${TOKEN}" } }
              }
            }
            """);
        var here = new ToolOptions { Folder = folder.Path };
        foreach (var name in (string[])["one", "mcp.json#one", Path.Combine(folder.Path, "mcp.json#one")])
        {
            Assert.Equal("Hello, Ada!\n", (await Tool.RunAsync(here, "call", name, "greet", "name=Ada", "--text")).ShouldSucceed().Output);
        }

        (await Tool.RunAsync(here, "list", "mcp.json")).ShouldFail(2, "mcp.json has 2 servers; name one: mcp.json#one, mcp.json#two");
        (await Tool.RunAsync(here, "list", "mcp.json#three")).ShouldFail(2, "mcp.json has no server \"three\"; it has one, two.");
        (await Tool.RunAsync(here, "list", "two")).ShouldFail(2, "the environment has no TOKEN");
        (await Tool.RunAsync(here with { Environment = new() { ["TOKEN"] = "x" } }, "list", "two")).ShouldFail(3, "cannot be reached");
    }

    [Theory]
    [InlineData("""{"mcpServers":{"one":{"command":7}}}""", 2, "\"command\" must be a string")]
    [InlineData("""{"mcpServers":{"one":{"command":"x","args":"y"}}}""", 2, "\"args\" must be an array of strings")]
    [InlineData("""{"mcpServers":{"one":{}}}""", 2, "has neither \"command\" nor \"url\"")]
    [InlineData("""{"mcpServers":{"one":{"url":"ftp://x"}}}""", 2, "must be an http:// or https:// address")]
    [InlineData("""{"servers":[]}""", 5, "names no servers")]
    [InlineData("""{"mcpServers":""", 5, "mcp.json")]
    public async Task A_broken_configuration_file_is_explained(string json, int exitCode, string reason)
    {
        using var folder = new TemporaryFolder();
        folder.File("mcp.json", json);
        (await Tool.RunAsync(new ToolOptions { Folder = folder.Path }, "list", "mcp.json#one")).ShouldFail(exitCode, reason);
    }

    [Fact]
    public async Task A_project_is_built_and_started()
    {
        Assert.Equal("Hello, Ada!\n", (await Tool.RunAsync("call", Path.Combine("samples", "Greeter"), "greet", "name=Ada", "--text")).ShouldSucceed().Output);
    }

    [Fact]
    public async Task A_project_that_does_not_build_says_why()
    {
        using var folder = new TemporaryFolder();
        folder.File("Broken.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        folder.File("Program.cs", "this is no C#");
        var run = await Tool.RunAsync("list", folder.Path);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("does not build", run.Error, StringComparison.Ordinal);
        Assert.Contains("error CS", run.Error, StringComparison.Ordinal);
        using var empty = new TemporaryFolder();
        (await Tool.RunAsync("list", empty.Path)).ShouldFail(2, "has no .csproj");
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/mcp", 3, "cannot be reached")]
    [InlineData("ftp://example.com/", 2, "servers are reached by http:// or https://")]
    [InlineData("no-such-command-anywhere", 2, "is no URL, file, folder or command")]
    [InlineData("no-such-command-anywhere with arguments", 3, "cannot be started")]
    [InlineData("false now", 3, "before it answered")]
    [InlineData("echo hello", 3, "before it answered")]
    [InlineData("/no/such/mcp.json", 5, "/no/such/mcp.json")]
    public async Task What_is_no_server_is_explained(string server, int exitCode, string reason) =>
        (await Tool.RunAsync("list", server)).ShouldFail(exitCode, reason);

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        (await Tool.RunAsync("list", "sleep 60", "--timeout", "0.5", "--revision", "2025-11-25")).ShouldFail(3, "did not answer as an MCP server in 0.5 s");
    }

    [Fact]
    public async Task A_protected_server_tells_who_may_come_in()
    {
        using var folder = new TemporaryFolder();
        await using var server = await HttpSample.StartAsync([.. Sample.CommandOf("Production"), "--transport", "http", "--port", "0", "--Production:Data", folder.Path]);
        (await Tool.RunAsync("list", server.Url.ToString())).ShouldFail(4, "asks who is calling (401)");
        (await Tool.RunAsync("list", server.Url.ToString(), "--header", "Authorization: Bearer wrong")).ShouldFail(4, "asks who is calling (401)");
        (await Tool.RunAsync("list", server.Url.ToString(), "--header", "Authorization")).ShouldFail(2, "write \"Name: value\"");
    }

    [Fact]
    public async Task A_wrong_command_line_is_explained()
    {
        (await Tool.RunAsync("lst", "x")).ShouldFail(2, "lst");
        (await Tool.RunAsync("list")).ShouldFail(2, "SERVER");
        (await Tool.RunAsync("list", "x", "--revision", "2020-01-01")).ShouldFail(2, "2020-01-01");
        (await Tool.RunAsync("list", "x", "--json", "--text")).ShouldFail(2, "exclude each other");
        (await Tool.RunAsync("list", "x", "--timeout", "0")).ShouldFail(2, "--timeout must be between");
    }

    [Fact]
    public async Task Every_command_has_help_with_examples()
    {
        var all = (await Tool.RunAsync("--help")).ShouldSucceed().Output;
        var commands = all[all.IndexOf("Commands:", StringComparison.Ordinal)..].Split('\n').Skip(1).Where(static line => line.StartsWith("  ", StringComparison.Ordinal)).Select(static line => line.Trim().Split(' ')[0]).ToArray();
        Assert.Contains("call", commands);
        foreach (var command in commands)
        {
            var help = (await Tool.RunAsync(command, "--help")).ShouldSucceed().Output;
            Assert.True(help.Contains("Examples:", StringComparison.Ordinal) || help.Contains("Commands:", StringComparison.Ordinal), $"fairlead {command} --help has no examples.");
        }
    }
}
