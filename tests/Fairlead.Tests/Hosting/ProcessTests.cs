using System.Text;
using System.Text.Json;

namespace Fairlead.Tests.Hosting;

/// <summary>The program as it is started, spoken to and stopped from outside.</summary>
public sealed class ProcessTests
{
    private static string Line(Post post) => Encoding.UTF8.GetString(post.Body);

    [Fact]
    public async Task Stdio_carries_messages_and_nothing_else_until_stdin_ends()
    {
        await using var server = ServerProcess.Start([]);
        await server.Input.WriteLineAsync(Line(Post.Call("greet", """{"name":"World"}""")));
        server.Input.Close();
        var (code, output, error) = await server.EndAsync();
        Assert.Equal(0, code);
        Assert.Equal("Hello, World!", new RawReply(0, new Dictionary<string, string>(), Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries))).Text);
        Assert.Contains("fixture 0.1.0 on stdio (3 tools, 0 resources, 0 prompts)", error, StringComparison.Ordinal);
        Assert.Contains("a tool may write to the console", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sigterm_lets_a_call_over_stdio_finish()
    {
        await using var server = ServerProcess.Start([]);
        await server.Input.WriteLineAsync(Line(Post.Call("hold")));
        await server.SaysAsync("holding");
        await server.TerminateAsync();
        var (code, output, _) = await server.EndAsync();
        Assert.Equal(0, code);
        Assert.Contains("held to the end", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sigterm_lets_a_call_over_http_finish()
    {
        await using var server = ServerProcess.Start(["--transport", "http", "--port", "0"]);
        await using var connection = await RawHttp.ConnectAsync(await server.ListensAsync());
        await connection.SendAsync(Post.Call("hold"));
        await server.SaysAsync("holding");
        await server.TerminateAsync();
        Assert.Equal("held to the end", (await connection.ReceiveAsync()).Text);
        Assert.Equal((0, ""), await OutcomeAsync(server));
    }

    [Fact]
    public async Task Each_source_of_configuration_overrides_those_before_it()
    {
        var directory = Directory.CreateTempSubdirectory("fairlead");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "appsettings.json"), """{"Mcp":{"Transport":"http","Port":0}}""", TestContext.Current.CancellationToken);
            var environment = new Dictionary<string, string> { ["DOTNET_CONTENTROOT"] = directory.FullName };
            Assert.Equal("/from-code", await PathAsync([], environment));
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "appsettings.json"), """{"Mcp":{"Transport":"http","Port":0,"Path":"/from-file"}}""", TestContext.Current.CancellationToken);
            Assert.Equal("/from-file", await PathAsync([], environment));
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "appsettings.Staging.json"), """{"Mcp":{"Path":"/from-staging"}}""", TestContext.Current.CancellationToken);
            Assert.Equal("/from-staging", await PathAsync(["--environment", "Staging"], environment));
            environment["MCP__PATH"] = "/from-environment";
            Assert.Equal("/from-environment", await PathAsync(["--environment", "Staging"], environment));
            Assert.Equal("/from-command-line", await PathAsync(["--environment=Staging", "--path", "/from-command-line"], environment));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Help_and_version_go_to_stdout()
    {
        await using var help = ServerProcess.Start(["--help"]);
        var (code, output, error) = await help.EndAsync();
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("--transport stdio|http|sse", output, StringComparison.Ordinal);
        await using var version = ServerProcess.Start(["--version"]);
        Assert.Equal((0, "fixture 0.1.0\n", ""), await version.EndAsync());
    }

    [Fact]
    public async Task What_is_wrong_is_told_on_stderr_with_exit_code_2()
    {
        await using var server = ServerProcess.Start(["--port", "http"], new Dictionary<string, string> { ["Mcp__PageSiz"] = "1" });
        var (code, output, error) = await server.EndAsync();
        Assert.Equal((2, ""), (code, output));
        Assert.Equal(
            """
            fixture: Mcp:PageSiz is no setting. Did you mean Mcp:PageSize?
            fixture: Mcp:Port is 'http': it must be a whole number from 0 to 65535. The switch is --port NUMBER.

            """,
            error);
    }

    [Fact]
    public async Task A_port_in_use_is_told_with_exit_code_1()
    {
        await using var first = ServerProcess.Start(["--transport", "http", "--port", "0"]);
        var url = await first.ListensAsync();
        await using var second = ServerProcess.Start(["--transport", "http", "--port", $"{url.Port}"]);
        var (code, output, error) = await second.EndAsync();
        Assert.Equal((1, ""), (code, output));
        Assert.Equal($"127.0.0.1:{url.Port} is in use. Choose another port with --port, or 0 for any.\n", error);
        await first.TerminateAsync();
        await first.EndAsync();
    }

    [Fact]
    public async Task Logs_are_json_on_stderr_where_configuration_says_so()
    {
        await using var server = ServerProcess.Start([], new Dictionary<string, string>
        {
            ["Logging__Console__FormatterName"] = "json",
            ["Logging__LogLevel__Fairlead.Calls"] = "Debug",
        });
        await server.Input.WriteLineAsync(Line(Post.Call("greet", """{"name":"World"}""")));
        server.Input.Close();
        var (code, output, error) = await server.EndAsync();
        Assert.Equal(0, code);
        Assert.StartsWith("{\"jsonrpc\"", Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        var line = Assert.Single(error.Split('\n'), line => line.StartsWith('{'));
        using var entry = JsonDocument.Parse(line);
        Assert.Equal("Fairlead.Calls", entry.RootElement.GetProperty("Category").GetString());
        Assert.Equal("ok", entry.RootElement.GetProperty("State").GetProperty("Outcome").GetString());
        Assert.Equal("greet", entry.RootElement.GetProperty("State").GetProperty("Target").GetString());
        Assert.DoesNotContain("World", line, StringComparison.Ordinal);
    }

    private static async Task<string> PathAsync(IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment)
    {
        await using var server = ServerProcess.Start(args, environment);
        var url = await server.ListensAsync();
        await server.TerminateAsync();
        await server.EndAsync();
        return url.AbsolutePath;
    }

    private static async Task<(int ExitCode, string Output)> OutcomeAsync(ServerProcess server)
    {
        var (code, output, _) = await server.EndAsync();
        return (code, output);
    }
}
