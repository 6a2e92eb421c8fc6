using System.Text.Json.Nodes;

namespace Fairlead.Cli.Tests;

public class ListenTests
{
    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_change_of_a_list_is_shown_as_it_happens(string revision)
    {
        await using var server = await HttpSample.StartAsync("Everything");
        var line = await ListenAsync(server.Url, "test_trigger_tool_change", "--revision", revision, "--count", "1");
        Assert.Equal("notifications/tools/list_changed", (string?)JsonNode.Parse(line)!["method"]);
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_change_of_a_resource_is_shown_to_who_asked(string revision)
    {
        await using var server = await HttpSample.StartAsync("Everything");
        var line = await ListenAsync(server.Url, "test_trigger_resource_update", "test://watched-resource", "--revision", revision, "--count", "1");
        var message = JsonNode.Parse(line)!;
        Assert.Equal("notifications/resources/updated", (string?)message["method"]);
        Assert.Equal("test://watched-resource", (string?)message["params"]!["uri"]);
    }

    [Fact]
    public async Task Listening_ends_when_its_time_is_up()
    {
        var run = (await Tool.RunAsync("listen", Tool.Everything, "--for", "0.2")).ShouldSucceed();
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Logs_of_an_older_session_are_shown()
    {
        await using var server = await HttpSample.StartAsync("Everything");
        var run = (await Tool.RunAsync("logs", server.Url.ToString(), "--for", "0.2", "--text")).ShouldSucceed();
        Assert.Contains("Logs of everything", run.Error, StringComparison.Ordinal);
        (await Tool.RunAsync("logs", server.Url.ToString(), "--revision", "2026-07-28")).ShouldFail(2, "--log-level");
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Logs_of_a_call_are_shown_in_both_eras(string revision)
    {
        var run = (await Tool.RunAsync("call", Tool.Everything, "test_tool_with_logging", "--log-level", "info", "--revision", revision)).ShouldSucceed();
        Assert.Contains("info test_tool_with_logging: Tool execution started", run.Error, StringComparison.Ordinal);
        var quiet = (await Tool.RunAsync("call", Tool.Everything, "test_tool_with_logging", "--log-level", "error", "--revision", revision)).ShouldSucceed();
        Assert.Empty(quiet.Error);
    }

    /// <summary>Listens, and calls a tool until there was something to hear: an older client's stream opens some time after it connected.</summary>
    private static async Task<string> ListenAsync(Uri server, string trigger, params string[] arguments)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var listener = ChildProcess.Start(
            [.. Tool.Command, "listen", server.ToString(), .. arguments],
            line =>
            {
                if (line.StartsWith("Listening to", StringComparison.Ordinal)) listening.TrySetResult();
            });
        await listening.Task.WaitAsync(TestContext.Current.CancellationToken);
        var heard = listener.Output.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
        do
        {
            (await Tool.RunAsync("call", server.ToString(), trigger)).ShouldSucceed();
        }
        while (!heard.IsCompleted);
        await listener.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, listener.Process.ExitCode);
        return (await heard)!;
    }
}
