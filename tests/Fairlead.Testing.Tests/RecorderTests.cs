using Fairlead.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Testing.Tests;

public class RecorderTests
{
    public static TheoryData<string, Over> Everywhere => ShopApp.Everywhere;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task Progress_and_logs_are_there_with_the_reply(string revision, Over over)
    {
        await using var client = await ShopApp.ConnectAsync(revision, over);
        (await client.CallToolAsync("pack")).ShouldBeText("Packed.");
        var hasMessages = ProtocolRevision.Find(revision)!.HasProgressMessage;
        Assert.Equal([.. Enumerable.Range(1, 3).Select(step => new ProgressReport(step, 3, hasMessages ? $"parcel {step}" : null))], client.Progress);
        Assert.Equal(["packed", "packed", "packed"], client.Logs.Select(log => log.Text));
        Assert.All(client.Logs, log => Assert.Equal("info", log.Level));
        Assert.Equal(6, client.Notifications.Count);
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Logs_come_from_the_level_that_was_asked_for(string revision)
    {
        await using var client = await ShopApp.ConnectAsync(revision, Over.Memory, options => options.LogLevel = LogLevel.Warning);
        await client.CallToolAsync("pack");
        Assert.Empty(client.Logs);
        Assert.Equal(3, client.Progress.Count);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task Changes_are_told_to_those_who_listen(string revision, Over over)
    {
        var app = ShopApp.Create();
        app.Tool("restock", (IMcpNotifier notifier) => notifier.NotifyResourceUpdatedAsync("shop://logo"), "Restock.");
        await using var client = await McpTest.ConnectAsync(app, over, options => options.Revision = ProtocolRevision.Find(revision)!, Cancelled);
        await client.ListenAsync(["shop://logo"], Cancelled);
        (await client.CallToolAsync("restock")).ShouldSucceed();
        var updated = await client.Notifications.WaitAsync(one => one.Method == "notifications/resources/updated", Cancelled);
        Assert.Equal("shop://logo", updated.Parameters.GetProperty("uri").GetString());
        app.Tool("another", () => "new", "Another.");
        await client.Notifications.WaitAsync(one => one.Method == "notifications/tools/list_changed", Cancelled);
        client.Tool("another");
    }

    [Fact]
    public async Task What_does_not_come_fails_the_test_in_time()
    {
        await using var client = await ShopApp.ConnectAsync("2026-07-28", Over.Memory, options => options.Timeout = TimeSpan.FromSeconds(2));
        await client.CallToolAsync("pack");
        Assert.Equal(3, (await client.Progress.WaitAsync(3, Cancelled)).Count);
        var thrown = await Assert.ThrowsAsync<McpTestException>(() => client.Progress.WaitAsync(4, Cancelled));
        Assert.StartsWith("The server did not send 4 of ProgressReport within 2 s; 3 came in all.\nExchange in 2026-07-28", thrown.Message, StringComparison.Ordinal);
        var late = await Assert.ThrowsAsync<McpTestException>(() => client.CallToolAsync("wait"));
        Assert.StartsWith("tools/call got no reply within 2 s.", late.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Over.Memory)]
    [InlineData(Over.Http)]
    public async Task Time_is_the_test_s(Over over)
    {
        var time = new FakeTimeProvider(new(2031, 5, 1, 0, 0, 0, TimeSpan.Zero));
        await using var client = await McpTest.ConnectAsync(ShopApp.Create(), over, options => options.Time = time, Cancelled);
        (await client.CallToolAsync("today")).ShouldBeText("2031-05-01");
        time.Advance(TimeSpan.FromDays(1));
        (await client.CallToolAsync("today")).ShouldBeText("2031-05-02");
        var waiting = client.CallToolAsync("wait", Cancelled);
        while (!waiting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        (await waiting).ShouldBeError("timed out");
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.ConnectAsync(options => options.Time = time, Cancelled));
    }

    [Theory]
    [InlineData("2025-11-25", Over.Memory)]
    [InlineData("2025-11-25", Over.Http)]
    [InlineData("2026-07-28", Over.Memory)]
    [InlineData("2026-07-28", Over.Http)]
    public async Task A_call_can_be_cancelled(string revision, Over over)
    {
        var ended = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        var app = McpApp.Create("test");
        app.Services.AddSingleton(new Marks(started, ended));
        app.Tool("work", async (Marks marks, CancellationToken cancellationToken) =>
        {
            marks.Started.SetResult();
            await using var registration = cancellationToken.Register(() => marks.Ended.TrySetResult());
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return "never";
        }, "Work.");
        await using var client = await McpTest.ConnectAsync(app, over, options => options.Revision = ProtocolRevision.Find(revision)!, Cancelled);
        using var impatience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var call = client.CallToolAsync("work", impatience.Token);
        await started.Task.WaitAsync(Cancelled);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await ended.Task.WaitAsync(Cancelled);
    }

    [Theory]
    [InlineData("2025-11-25", Over.Memory)]
    [InlineData("2025-11-25", Over.Http)]
    [InlineData("2026-07-28", Over.Memory)]
    [InlineData("2026-07-28", Over.Http)]
    public async Task A_test_ends_while_a_call_is_in_flight_and_time_stands_still(string revision, Over over)
    {
        var started = new TaskCompletionSource();
        var app = McpApp.Create("test");
        app.Services.AddSingleton(new Marks(started, new()));
        app.Tool("work", async (Marks marks, CancellationToken cancellationToken) =>
        {
            marks.Started.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return "never";
        }, "Work.");
        var client = await McpTest.ConnectAsync(app, over, options =>
        {
            options.Revision = ProtocolRevision.Find(revision)!;
            options.Time = new FakeTimeProvider();
        }, Cancelled);
        var call = client.CallToolAsync("work");
        await started.Task.WaitAsync(Cancelled);
        await client.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => call);
    }

    internal sealed record Marks(TaskCompletionSource Started, TaskCompletionSource Ended);
}
