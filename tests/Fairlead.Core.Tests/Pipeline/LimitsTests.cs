using Fairlead.Components;
using Fairlead.Pipeline.Limits;
using Fairlead.Security;

namespace Fairlead.Core.Tests.Pipeline;

/// <summary>Limits on calls, over any transport. Times are so long that none of them passes within a test.</summary>
public sealed class LimitsTests
{
    private static Tool Tool(string name, params object[] metadata) => new()
    {
        Name = name,
        InputSchema = """{"type":"object"}"""u8.ToArray(),
        Metadata = metadata,
        Invoke = call =>
        {
            call.Result.SetText("ran");
            return default;
        },
    };

    private static async Task<int> AllowedAsync(RawClient client, string tool, int calls)
    {
        var allowed = 0;
        for (var i = 0; i < calls; i++)
        {
            var reply = await client.AskAsync(Messages.Call(tool));
            if (reply.Contains("ran", StringComparison.Ordinal)) allowed++;
            else Assert.Contains("\"code\":-32000", reply, StringComparison.Ordinal);
        }

        return allowed;
    }

    [Theory]
    [InlineData(RateLimitAlgorithm.TokenBucket)]
    [InlineData(RateLimitAlgorithm.SlidingWindow)]
    public async Task Of_many_calls_as_many_pass_as_the_limit_says(RateLimitAlgorithm algorithm)
    {
        await using var client = await RawClient.ConnectAsync(server => server.RateLimit(100, "24h", algorithm: algorithm).Components.Add(Tool("tool")));
        Assert.Equal(100, await AllowedAsync(client, "tool", 130));
    }

    [Fact]
    public async Task The_refusal_says_when_to_come_back()
    {
        await using var client = await RawClient.ConnectAsync(server => server.Components.Add(Tool("tool", new RateLimitAttribute(1) { Per = "1h" })));
        Assert.Equal(1, await AllowedAsync(client, "tool", 1));
        var reply = System.Text.Json.JsonDocument.Parse(await client.AskAsync(Messages.Call("tool"))).RootElement.GetProperty("error");
        Assert.InRange(reply.GetProperty("data").GetProperty("retryAfterMs").GetInt64(), 3_500_000, 3_600_000);
        Assert.StartsWith("Too many calls. Try again in 3", reply.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Permits_come_back()
    {
        await using var client = await RawClient.ConnectAsync(server => server.Components.Add(Tool("tool", new RateLimitAttribute(2) { Per = "200ms" })));
        Assert.InRange(await AllowedAsync(client, "tool", 3), 2, 3);

        // Real time passes while calls are refused; the test ends with the first that is not.
        while (await AllowedAsync(client, "tool", 1) == 0) TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
    }

    [Fact]
    public async Task A_component_has_its_own_limits_beside_those_of_the_server()
    {
        await using var client = await RawClient.ConnectAsync(server =>
        {
            server.RateLimit(10, "24h");
            server.Components.AddRange(Tool("few", new RateLimitAttribute(2) { Per = "24h" }, new RateLimitAttribute(3) { Per = "1h" }), Tool("many"));
        });
        Assert.Equal(2, await AllowedAsync(client, "few", 4));
        Assert.Equal(6, await AllowedAsync(client, "many", 20));
    }

    [Fact]
    public async Task A_dear_component_takes_several_permits_at_once()
    {
        await using var client = await RawClient.ConnectAsync(server =>
        {
            server.RateLimit(10, "24h");
            server.Components.AddRange(Tool("dear", new RateLimitCostAttribute(4)), Tool("dearest", new RateLimitCostAttribute(99)), Tool("cheap"));
        });
        Assert.Equal(2, await AllowedAsync(client, "dear", 3));
        Assert.Equal(0, await AllowedAsync(client, "dearest", 1));
        Assert.Equal(2, await AllowedAsync(client, "cheap", 5));
    }

    [Theory]
    [InlineData(RateLimitBy.Caller, 3, 3)]
    [InlineData(RateLimitBy.Everybody, 3, 0)]
    [InlineData(RateLimitBy.Component, 3, 0)]
    public async Task A_limit_is_shared_by_whom_it_says(RateLimitBy by, int alice, int bob)
    {
        var limiter = new MemoryRateLimiter(100, TimeProvider.System);
        void Serve(McpServerBuilder server)
        {
            Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<IRateLimiter>(server.Services, limiter);
            server.RateLimit(3, "24h", by).Components.Add(Tool("tool"));
        }

        await using var first = await RawClient.ConnectAsync(Serve, new KnownCaller("test", "alice", [], []));
        await using var second = await RawClient.ConnectAsync(Serve, new KnownCaller("test", "bob", [], []));
        Assert.Equal((alice, bob), (await AllowedAsync(first, "tool", 5), await AllowedAsync(second, "tool", 5)));
    }

    [Fact]
    public async Task Calls_of_names_that_do_not_exist_count_too()
    {
        await using var client = await RawClient.ConnectAsync(server => server.RateLimit(3, "24h").Components.Add(Tool("tool")));
        for (var i = 0; i < 3; i++) Assert.Contains("Unknown tool", await client.AskAsync(Messages.Call($"guess{i}")), StringComparison.Ordinal);
        Assert.Equal(0, await AllowedAsync(client, "tool", 1));
    }

    [Fact]
    public async Task Calls_beyond_those_that_may_run_at_once_are_refused_until_one_ends()
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = new Tool
        {
            Name = "slow",
            InputSchema = """{"type":"object"}"""u8.ToArray(),
            Metadata = [new ConcurrencyLimitAttribute(1)],
            Invoke = async call =>
            {
                running.TrySetResult();
                await release.Task;
                call.Result.SetText("ran");
            },
        };
        await using var client = await RawClient.ConnectAsync(server => server.Components.Add(slow));
        await client.SendAsync(Messages.Call("slow", id: "7"));
        await running.Task;
        Assert.Contains("\"code\":-32000", await client.AskAsync(Messages.Call("slow", id: "8")), StringComparison.Ordinal);
        release.SetResult();
        Assert.Contains("\"id\":7", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await AllowedAsync(client, "slow", 1));
    }

    [Fact]
    public async Task Keys_are_bounded_and_idle_ones_freed()
    {
        var window = new RateLimitWindow(2, TimeSpan.FromHours(24));
        using var limiter = new MemoryRateLimiter(10, TimeProvider.System);
        async Task<bool> TakeAsync(string key) => (await limiter.AcquireAsync(key, 1, window, default)).IsAllowed;
        for (var i = 0; i < 50; i++) await TakeAsync($"{i}");
        Assert.Equal(10, limiter.Keys);

        // Newcomers share one limiter, which others have used up; those who were there keep theirs.
        Assert.False(await TakeAsync("newcomer"));
        Assert.True(await TakeAsync("3"));
        Assert.False(await TakeAsync("3"));
        using var partitions = new Partitions(10, static _ => new System.Threading.RateLimiting.ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 0 }));
        var held = partitions.Of("held", window).AttemptAcquire();
        partitions.Of("idle", window);
        partitions.Sweep();
        Assert.Equal(1, partitions.Count);
        Assert.False(partitions.Of("held", window).AttemptAcquire().IsAcquired);
        held.Dispose();
        partitions.Sweep();
        Assert.Equal(0, partitions.Count);
    }

    [Theory]
    [InlineData(0, "1m", "it must be 1 or more")]
    [InlineData(1, "soon", "the time is 'soon'")]
    [InlineData(1, "1ms", "from 100ms to 168h")]
    [InlineData(1, "1000h", "the time is '1000h'")]
    public void What_is_out_of_range_is_told_at_once(int permits, string per, string expected)
    {
        var builder = new McpServerBuilder("test", new Microsoft.Extensions.DependencyInjection.ServiceCollection());
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => builder.RateLimit(permits, per)).Message, StringComparison.Ordinal);
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => ComponentLimits.Of(Tool("t", new RateLimitAttribute(permits) { Per = per }))).Message, StringComparison.Ordinal);
    }
}
