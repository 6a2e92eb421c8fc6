using System.Diagnostics;
using Fairlead.Pipeline.Limits;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Fairlead.Redis.Tests;

/// <summary>Limits that several instances share, with a real Redis that also fails.</summary>
public sealed class RedisLimitsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static void Patient(McpRedisOptions options) => (options.WhenAway, options.Timeout) = (WhenAway.FailClosed, TimeSpan.FromSeconds(10));

    [Theory]
    [InlineData(RateLimitAlgorithm.TokenBucket)]
    [InlineData(RateLimitAlgorithm.SlidingWindow)]
    public async Task Two_instances_let_exactly_the_limit_through_whatever_their_clocks_say(RateLimitAlgorithm algorithm)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await Instance.StartAsync(redis.Address, configure: Patient, algorithm: algorithm);
        await using var two = await Instance.StartAsync(redis.Address, configure: Patient, clock: TimeSpan.FromMinutes(1), algorithm: algorithm);
        var passed = await Task.WhenAll(one.CallAsync(120), two.CallAsync(120));
        Assert.Equal(100, passed.Sum());
    }

    [Fact]
    public async Task A_redis_that_was_killed_and_restarted_goes_on_counting_where_it_was()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await Instance.StartAsync(redis.Address, configure: options => options.WhenAway = WhenAway.FailClosed);
        await using var two = await Instance.StartAsync(redis.Address, configure: options => options.WhenAway = WhenAway.FailClosed);
        var passed = await one.CallAsync(40) + await two.CallAsync(20);
        Assert.Equal(60, passed);
        await redis.KillAsync();
        Assert.Equal(0, await one.CallAsync(3) + await two.CallAsync(3));
        await redis.StartAgainAsync();
        foreach (var instance in new[] { one, two })
        {
            // The connection comes back by itself; the first call that passes tells that it has.
            while (await instance.CallAsync() == 0) Cancelled.ThrowIfCancellationRequested();
            passed++;
        }

        passed += (await Task.WhenAll(one.CallAsync(60), two.CallAsync(60))).Sum();
        Assert.Equal(100, passed);
    }

    [Theory]
    [InlineData(WhenAway.FailOpen, 8)]
    [InlineData(WhenAway.FailClosed, 0)]
    [InlineData(WhenAway.Local, 5)]
    public async Task While_redis_is_away_the_policy_decides(WhenAway policy, int expected)
    {
        await using var redis = await RedisServer.StartAsync();
        var address = redis.Address;
        await redis.KillAsync();
        await using var instance = await Instance.StartAsync(address, limit: 5, configure: options => (options.WhenAway, options.Timeout) = (policy, TimeSpan.FromMilliseconds(200)));
        Assert.Equal(expected, await instance.CallAsync(8));

        // It is found once it is there.
        await redis.StartAgainAsync();
        using var connection = await ConnectionMultiplexer.ConnectAsync(address);
        while (!connection.GetServer(address).Keys().Any())
        {
            Cancelled.ThrowIfCancellationRequested();
            await instance.CallAsync();
        }
    }

    [Theory]
    [InlineData(RateLimitAlgorithm.TokenBucket, "limit", 6)]
    [InlineData(RateLimitAlgorithm.SlidingWindow, "window", 66)]
    public async Task Keys_expire_and_tell_nothing_of_the_caller(RateLimitAlgorithm algorithm, string kind, int minutes)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var instance = await Instance.StartAsync(redis.Address, limit: 10, per: "1h", configure: Patient, algorithm: algorithm);
        Assert.Equal(1, await instance.CallAsync());
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Address);
        var key = Assert.Single(connection.GetServer(redis.Address).Keys());
        Assert.Matches($"^fairlead:{kind}:\\{{[0-9a-f]{{32}}\\}}$", key.ToString());
        Assert.InRange((await connection.GetDatabase().KeyTimeToLiveAsync(key))!.Value, TimeSpan.FromMinutes(minutes - 0.1), TimeSpan.FromMinutes(minutes));
    }

    [Fact]
    public async Task Servers_of_different_names_count_apart()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await Instance.StartAsync(redis.Address, limit: 3, configure: Patient);
        await using var two = await Instance.StartAsync(redis.Address, limit: 3, configure: Patient, name: "other");
        Assert.Equal((3, 3), (await one.CallAsync(5), await two.CallAsync(5)));
    }

    [Theory]
    [InlineData(RateLimitAlgorithm.TokenBucket)]
    [InlineData(RateLimitAlgorithm.SlidingWindow)]
    public async Task A_dear_call_takes_several_permits(RateLimitAlgorithm algorithm)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var instance = await Instance.StartAsync(redis.Address, limit: 10, configure: Patient, cost: 4, algorithm: algorithm);
        Assert.Equal(2, await instance.CallAsync(5));
    }

    [Fact]
    public async Task Permits_come_back_steadily()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var instance = await Instance.StartAsync(redis.Address, limit: 10, per: "1s", configure: Patient);
        var clock = Stopwatch.StartNew();
        var passed = 0;
        while (passed < 20)
        {
            Cancelled.ThrowIfCancellationRequested();
            passed += await instance.CallAsync();
        }

        // Ten at once, and ten more at one each 100 ms.
        Assert.True(clock.Elapsed >= TimeSpan.FromMilliseconds(950), $"{clock.Elapsed}");
    }

    [Fact]
    public async Task A_sliding_window_gives_permits_back_no_sooner_than_its_time()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var limiter = new RedisRateLimiter(new RedisConnection(ConfigurationOptions.Parse(redis.Address), TimeSpan.FromSeconds(10), NullLogger.Instance), "test:", WhenAway.FailClosed, TimeProvider.System);
        var window = new RateLimitWindow(10, TimeSpan.FromSeconds(1), RateLimitAlgorithm.SlidingWindow);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 10; i++) Assert.True((await limiter.AcquireAsync("key", 1, window, Cancelled)).IsAllowed);
        RateLimitDecision decision;
        var previous = TimeSpan.MaxValue;
        while (!(decision = await limiter.AcquireAsync("key", 1, window, Cancelled)).IsAllowed)
        {
            // What it says shrinks to nothing, and is no longer than the time and a tenth.
            Assert.InRange(decision.RetryAfter, TimeSpan.FromMicroseconds(1), TimeSpan.FromSeconds(1.1));
            Assert.True(decision.RetryAfter <= previous);
            previous = decision.RetryAfter;
        }

        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(1), $"{clock.Elapsed}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("ssl=true")]
    public void A_configuration_that_is_none_is_told_at_once(string configuration)
    {
        var builder = new McpServerBuilder("test", new Microsoft.Extensions.DependencyInjection.ServiceCollection());
        Assert.ThrowsAny<ArgumentException>(() => builder.UseRedis(configuration));
    }
}
