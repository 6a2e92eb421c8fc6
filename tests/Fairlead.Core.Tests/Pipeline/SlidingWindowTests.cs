using Fairlead.Pipeline.Limits;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Core.Tests.Pipeline;

/// <summary>The window that slides, in memory: to the call, by a clock that the tests turn.</summary>
public sealed class SlidingWindowTests : IDisposable
{
    private static readonly RateLimitWindow Window = new(100, TimeSpan.FromMinutes(1), RateLimitAlgorithm.SlidingWindow);

    private readonly FakeTimeProvider _clock = new();
    private readonly MemoryRateLimiter _limiter;

    public SlidingWindowTests() => _limiter = new(10, _clock);

    public void Dispose() => _limiter.Dispose();

    private async Task<int> TakeAsync(int calls, int permits = 1)
    {
        var taken = 0;
        for (var i = 0; i < calls; i++)
        {
            if ((await _limiter.AcquireAsync("key", permits, Window, default)).IsAllowed) taken++;
        }

        return taken;
    }

    [Fact]
    public async Task Exactly_the_limit_passes_in_a_minute_and_again_in_the_next()
    {
        Assert.Equal(100, await TakeAsync(150));
        _clock.Advance(TimeSpan.FromSeconds(59.9));
        Assert.Equal(0, await TakeAsync(10));
        _clock.Advance(TimeSpan.FromSeconds(6.1));
        Assert.Equal(100, await TakeAsync(150));
    }

    [Fact]
    public async Task No_stretch_of_a_minute_sees_more_than_the_limit_wherever_it_begins()
    {
        // Every 700 ms more than would do: the steps meet the parts of the window at ever different places.
        var passed = new List<(TimeSpan At, int Count)>();
        var start = _clock.GetUtcNow();
        for (var i = 0; i < 600; i++)
        {
            passed.Add((_clock.GetUtcNow() - start, await TakeAsync(1 + (i * 7 % 40))));
            _clock.Advance(TimeSpan.FromMilliseconds(700));
        }

        foreach (var (from, _) in passed) Assert.True(passed.Where(call => call.At >= from && call.At < from + Window.Per).Sum(call => call.Count) <= 100, $"{from}");
        Assert.InRange(passed.Sum(call => call.Count), 600, 700);
    }

    [Fact]
    public async Task After_a_long_rest_all_permits_are_back_at_once()
    {
        Assert.Equal(100, await TakeAsync(100));
        _clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(100, await TakeAsync(101));
    }

    [Fact]
    public async Task The_refusal_says_when_enough_permits_are_back()
    {
        Assert.Equal(60, await TakeAsync(60));
        _clock.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal(40, await TakeAsync(40));
        _clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var (permits, seconds) in new[] { (1, 53), (60, 53), (61, 65) })
        {
            var refusal = await _limiter.AcquireAsync("key", permits, Window, default);
            Assert.Equal((false, TimeSpan.FromSeconds(seconds)), (refusal.IsAllowed, refusal.RetryAfter));
        }

        _clock.Advance(TimeSpan.FromSeconds(53));
        Assert.Equal(60, await TakeAsync(70));
    }

    [Fact]
    public async Task Who_has_all_permits_takes_no_memory()
    {
        using var partitions = new Partitions(10, window => new SlidingWindowLimiter(window, _clock));
        var limiter = partitions.Of("key", Window);
        Assert.True((await limiter.AcquireAsync(100)).IsAcquired);
        partitions.Sweep();
        Assert.Equal(1, partitions.Count);
        _clock.Advance(TimeSpan.FromSeconds(66));
        partitions.Sweep();
        Assert.Equal(0, partitions.Count);
    }
}
