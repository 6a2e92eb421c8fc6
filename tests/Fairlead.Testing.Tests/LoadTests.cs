using System.Text.Json.Nodes;

namespace Fairlead.Testing.Tests;

public class LoadTests
{
    [Theory]
    [InlineData(Over.Memory)]
    [InlineData(Over.Http)]
    public async Task A_load_is_counted_and_timed(Over over)
    {
        await using var client = await ShopApp.ConnectAsync("2026-07-28", over);
        var report = (await client.LoadAsync(200, 8, "find_order", new JsonObject { ["id"] = 1 }, TestContext.Current.CancellationToken)).ShouldHaveNoFailures();
        Assert.Equal(200, report.Calls);
        Assert.True(report.Percentile(0) <= report.Percentile(50) && report.Percentile(50) <= report.Percentile(99) && report.Percentile(99) <= report.Percentile(100));
        Assert.True(report.CallsPerSecond > 0);
        Assert.Equal(200, client.Metrics.Value("mcp.tool.calls", ("tool", "find_order")));
    }

    [Fact]
    public async Task Calls_that_fail_are_told()
    {
        await using var client = await ShopApp.ConnectAsync("2026-07-28", Over.Memory);
        var report = await McpTest.LoadAsync(10, 3, async (index, cancellationToken) => await client.CallToolAsync("find_order", index % 2 == 0 ? new JsonObject { ["id"] = 1 } : [], cancellationToken), TestContext.Current.CancellationToken);
        Assert.Equal(5, report.Failures.Count);
        var failure = Assert.Throws<McpTestException>(report.ShouldHaveNoFailures);
        Assert.Contains("5 of 10", failure.Message, StringComparison.Ordinal);
        Assert.Contains("id: required.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_have_ranges()
    {
        await using var client = await ShopApp.ConnectAsync("2026-07-28", Over.Memory);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.LoadAsync(0, 1, "find_order"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.LoadAsync(1, 0, "find_order"));
        Assert.Throws<ArgumentOutOfRangeException>(() => client.LoadAsync(1, 1, "find_order", new JsonObject { ["id"] = 1 }).GetAwaiter().GetResult().Percentile(101));
    }
}
