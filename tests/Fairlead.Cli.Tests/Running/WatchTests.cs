using System.Diagnostics;
using System.Globalization;

namespace Fairlead.Cli.Tests.Running;

public sealed class WatchTests : IDisposable
{
    private readonly WatchedProject _project = new();

    [Fact]
    public async Task A_client_stays_connected_while_the_server_is_built_anew()
    {
        await using var tool = RunningTool.Start("run", _project.Path, "--watch");
        Assert.Equal("watched", (string?)(await tool.InitializeAsync())["result"]!["serverInfo"]!["name"]);
        Assert.Equal("Hello, Ada!", await tool.CallAsync(1, "greet", """{"name":"Ada"}"""));
        var first = await tool.CallAsync(2, "process", "{}");

        // What does not compile changes nothing, and is told.
        _project.Write("\" + wrong + \"");
        await tool.NoteAsync("error CS0103");
        await tool.NoteAsync("the server that runs is the one before");
        Assert.Equal(first, await tool.CallAsync(3, "process", "{}"));

        // What compiles is served, to a client that has said nothing of all this.
        _project.Write("Good day");
        await tool.NoteAsync("restarted");
        Assert.Equal("notifications/tools/list_changed", (string?)(await tool.ReadAsync())["method"]);
        Assert.Equal("Good day, Ada!", await tool.CallAsync(4, "greet", """{"name":"Ada"}"""));
        var second = await tool.CallAsync(5, "process", "{}");
        Assert.NotEqual(first, second);
        Assert.False(Runs(first));

        var (exitCode, output) = await tool.Child.EndAsync();
        Assert.Equal((0, ""), (exitCode, output));
        Assert.False(Runs(second));
    }

    [Fact]
    public async Task A_call_that_is_lost_in_a_restart_gets_an_error()
    {
        await using var tool = RunningTool.Start("run", _project.Path, "--watch");
        await tool.InitializeAsync();
        await tool.SendAsync(RunningTool.Call(7, "wait", "{}"));
        await tool.NoteAsync("waiting");
        _project.Write("Good day");
        var reply = await tool.ReadAsync();
        Assert.Equal(7, (int)reply["id"]!);
        Assert.NotNull(reply["error"] ?? reply["result"]!["isError"]);
        await tool.NoteAsync("restarted");
        Assert.Equal("notifications/tools/list_changed", (string?)(await tool.ReadAsync())["method"]);
        Assert.Equal("Good day, Ada!", await tool.CallAsync(8, "greet", """{"name":"Ada"}"""));
    }

    [Fact]
    public async Task A_stream_of_changes_goes_on_in_the_new_process()
    {
        const string Meta = """
            "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}
            """;
        await using var tool = RunningTool.Start("run", _project.Path, "--watch");
        await tool.SendAsync("{\"jsonrpc\":\"2.0\",\"id\":\"s\",\"method\":\"subscriptions/listen\",\"params\":{" + Meta + ",\"notifications\":{\"toolsListChanged\":true}}}");
        Assert.Equal("notifications/subscriptions/acknowledged", (string?)(await tool.ReadAsync())["method"]);
        _project.Write("Good day");
        await tool.NoteAsync("restarted");
        var change = await tool.ReadAsync();
        Assert.Equal("notifications/tools/list_changed", (string?)change["method"]);
        Assert.Equal("s", (string?)change["params"]!["_meta"]!["io.modelcontextprotocol/subscriptionId"]);
        Assert.Equal("Good day, Ada!", await tool.CallAsync(1, "greet", """{"name":"Ada"}""", "2026-07-28"));
    }

    [Fact]
    public async Task A_server_that_crashes_is_told_and_starts_again_with_the_next_change()
    {
        await using var tool = RunningTool.Start("run", _project.Path, "--watch");
        await tool.InitializeAsync();
        Assert.Contains("The server ended with exit code 7.", await tool.CallAsync(1, "crash", "{}"), StringComparison.Ordinal);
        Assert.Contains("The server does not run.", await tool.CallAsync(2, "greet", """{"name":"Ada"}"""), StringComparison.Ordinal);
        _project.Write("Good day");
        await tool.NoteAsync("restarted");
        Assert.Equal("notifications/tools/list_changed", (string?)(await tool.ReadAsync())["method"]);
        Assert.Equal("Good day, Ada!", await tool.CallAsync(3, "greet", """{"name":"Ada"}"""));
    }

    [Fact]
    public async Task A_server_that_listens_is_restarted_and_ends_with_the_tool()
    {
        var port = FreePort.Find().ToString(CultureInfo.InvariantCulture);
        await using var tool = RunningTool.Start("run", _project.Path, "--watch", "--", "--transport", "http", "--port", port);
        var url = (await tool.NoteAsync("/mcp")).Split(' ').First(static word => word.StartsWith("http://", StringComparison.Ordinal));
        Assert.Equal("Hello, Ada!\n", (await Tool.RunAsync("call", url, "greet", "name=Ada", "--text")).ShouldSucceed().Output);
        _project.Write("Good day");
        await tool.NoteAsync("restarted");
        await tool.NoteAsync("/mcp");
        Assert.Equal("Good day, Ada!\n", (await Tool.RunAsync("call", url, "greet", "name=Ada", "--text")).ShouldSucceed().Output);
        var server = (await Tool.RunAsync("call", url, "process", "--text")).ShouldSucceed().Output.Trim();

        await ToolRun.OfAsync(new ToolOptions(), "kill", "-TERM", $"{tool.Child.Process.Id}");
        await tool.Child.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, tool.Child.Process.ExitCode);
        Assert.False(Runs(server));
    }

    public void Dispose() => _project.Dispose();

    private static bool Runs(string id)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
