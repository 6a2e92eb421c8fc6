namespace Fairlead.Testing.Tests;

public class MetricTests
{
    [Theory]
    [InlineData(Over.Memory)]
    [InlineData(Over.Stdio)]
    [InlineData(Over.Http)]
    public async Task What_a_call_is_measured_by_is_seen(Over over)
    {
        await using var client = await ShopApp.ConnectAsync("2026-07-28", over);
        (await client.CallToolAsync("find_order", new { id = 1 })).ShouldSucceed();
        client.Metrics.ShouldHaveMeasured("mcp.tool.calls", ("tool", "find_order"), ("outcome", "ok"));
        Assert.Equal(1, client.Metrics.Value("mcp.tool.calls", ("tool", "find_order")));
        Assert.Equal(0, client.Metrics.Value("mcp.tool.calls", ("tool", "another")));
        var duration = client.Metrics.ShouldHaveMeasured("mcp.server.operation.duration", ("mcp.method.name", "tools/call"));
        Assert.InRange(duration.Value, 0, 60);
    }

    [Fact]
    public async Task What_is_asked_for_is_seen_as_it_is_now()
    {
        await using var client = await ShopApp.ConnectAsync("2026-07-28", Over.Memory);
        Assert.Equal(0, client.Metrics.Value("mcp.subscriptions.active"));
        await client.ListenAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, client.Metrics.Value("mcp.subscriptions.active"));
    }

    [Fact]
    public async Task Applications_of_one_process_are_told_apart()
    {
        await using var one = await ShopApp.ConnectAsync("2026-07-28", Over.Memory);
        await using var other = await ShopApp.ConnectAsync("2026-07-28", Over.Memory);
        (await one.CallToolAsync("find_order", new { id = 1 })).ShouldSucceed();
        one.Metrics.ShouldHaveMeasured("mcp.tool.calls");
        Assert.Equal(0, other.Metrics.Value("mcp.tool.calls"));
    }

    [Fact]
    public async Task What_was_not_measured_fails_the_test_with_what_was()
    {
        await using var client = await ShopApp.ConnectAsync("2026-07-28", Over.Memory, options => options.Timeout = TimeSpan.FromSeconds(3));
        (await client.CallToolAsync("find_order", new { id = 1 })).ShouldSucceed();
        client.Metrics.ShouldHaveMeasured("mcp.tool.calls");
        var failure = Assert.Throws<McpTestException>(() => client.Metrics.ShouldHaveMeasured("mcp.tool.calls", ("tool", "another")));
        Assert.Contains("tool=find_order", failure.Message, StringComparison.Ordinal);
    }
}
