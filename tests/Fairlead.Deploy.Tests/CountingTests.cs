using System.Diagnostics;

namespace Fairlead.Deploy.Tests;

/// <summary>A limit of a hundred calls a minute over two instances of which one has the wrong time, while Redis and instances are killed.</summary>
public sealed class CountingTests(PublishedServer published)
{
    private const int Limit = 100;
    private const int Callers = 8;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Exactly_a_hundred_pass_whatever_the_clocks_say_and_though_Redis_is_killed()
    {
        await using var deployment = await StartAsync();
        var skew = await deployment.ClockAsync(1) - await deployment.ClockAsync(0);
        Assert.InRange(skew, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(70));
        var clock = Stopwatch.StartNew();
        var before = await deployment.CountAsync("list_tables", "ok");

        Assert.Equal(60, await PassedAsync(deployment, 60));
        Assert.All((await deployment.CountAsync("list_tables", "ok")).Zip(before, (now, then) => now - then), share => Assert.InRange(share, 10, 50));

        await deployment.Redis.KillAsync();
        Assert.Equal(0, await PassedAsync(deployment, 40));
        await SaidByBothAsync(deployment, "Redis does not answer");
        await deployment.Redis.StartAgainAsync();
        await SaidByBothAsync(deployment, "Redis answers again");

        Assert.Equal(Limit - 60, await PassedAsync(deployment, 120));
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), $"The minute was over: {clock.Elapsed}.");
    }

    [Fact(Timeout = 120_000)]
    public async Task Redis_killed_among_many_calls_lets_none_too_many_through()
    {
        await using var deployment = await StartAsync();
        var clock = Stopwatch.StartNew();
        var (passed, isBack) = (0, false);
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calling = Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            for (var refused = 0; refused < 20;)
            {
                var (status, body) = await deployment.CallAsync(Deployment.Counted);
                Assert.True(status is 200 or 429, body);
                if (status == 200 && Interlocked.Increment(ref passed) == Limit / 2) half.SetResult();
                if (status == 429 && Volatile.Read(ref isBack)) refused++;
            }
        }));
        await half.Task;
        await deployment.Redis.KillAsync();
        await SaidByBothAsync(deployment, "Redis does not answer");
        await deployment.Redis.StartAgainAsync();
        await SaidByBothAsync(deployment, "Redis answers again");
        Volatile.Write(ref isBack, true);
        await calling;

        // What Redis had counted but could not say any more was refused: at most one call of each caller.
        Assert.InRange(passed, Limit - Callers, Limit);
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), $"The minute was over: {clock.Elapsed}.");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_killed_instance_fails_the_calls_that_it_had_and_no_other()
    {
        await using var deployment = new Deployment(published, [[], []], "--Production:CallsPerMinute", "1000000");
        await deployment.InitializeAsync();
        var (answered, failedAfter, isGone) = (0, 0, false);
        var warm = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calling = Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            for (var after = 0; after < 40;)
            {
                var wasGone = Volatile.Read(ref isGone);
                var (status, body) = await deployment.CallAsync(Deployment.Counted);

                // The proxy sends no call twice: those that the instance had, or took while it died, fail.
                Assert.True(status is 200 or 502, body);
                if (Interlocked.Increment(ref answered) == Callers * 10) warm.SetResult();
                if (!wasGone) continue;
                after++;
                if (status != 200) Interlocked.Increment(ref failedAfter);
            }
        }));
        await warm.Task;
        var instance = deployment.Instances[0].Child.Process;
        instance.Kill();
        await instance.WaitForExitAsync(Cancelled);
        Volatile.Write(ref isGone, true);
        await calling;
        Assert.Equal(0, failedAfter);
    }

    private async Task<Deployment> StartAsync()
    {
        var faketime = Directory.EnumerateFiles("/usr/lib", "libfaketimeMT.so.1", SearchOption.AllDirectories).First();
        var deployment = new Deployment(
            published,
            [[], ["env", $"LD_PRELOAD={faketime}", "FAKETIME=+60s", "FAKETIME_DONT_FAKE_MONOTONIC=1"]],
            "--Production:CallsPerMinute", $"{Limit}", "--Production:WhenRedisIsAway", "FailClosed");
        await deployment.InitializeAsync();
        return deployment;
    }

    private static async Task<int> PassedAsync(Deployment deployment, int calls)
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => deployment.CallAsync(Deployment.Counted)));
        Assert.All(replies, reply => Assert.True(reply.Status is 200 or 429, reply.Body));
        return replies.Count(reply => reply.Status == 200);
    }

    // Only those who call learn how Redis is.
    private static async Task SaidByBothAsync(Deployment deployment, string text)
    {
        foreach (var instance in deployment.Instances)
        {
            while (!instance.Child.Error.Contains(text, StringComparison.Ordinal))
            {
                Cancelled.ThrowIfCancellationRequested();
                await deployment.CallAsync(Deployment.Watcher, instance.Url);
                await Task.Delay(50, Cancelled);
            }
        }
    }
}
