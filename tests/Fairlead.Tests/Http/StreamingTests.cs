using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Tests.Http;

/// <summary>Replies that become streams, and calls whose client goes away.</summary>
public sealed class StreamingTests
{
    private const string Meta = """
        "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"progressToken":"p","io.modelcontextprotocol/logLevel":"info"}
        """;

    [Fact]
    public async Task A_reply_becomes_a_stream_when_something_precedes_it()
    {
        await using var server = await TestApp.StartAsync(app => app.Components.Add(HandMade.Steps()));
        var reply = await server.AskAsync(Post.Call("steps", "{}", Meta));
        Assert.Equal(200, reply.Status);
        Assert.Equal("text/event-stream", reply.Headers["Content-Type"]);
        Assert.Equal("no-store", reply.Headers["Cache-Control"]);
        Assert.Equal("no", reply.Headers["X-Accel-Buffering"]);
        var events = reply.Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, events.Length);
        Assert.All(events, text => Assert.StartsWith("event: message\ndata: {\"jsonrpc\":\"2.0\",", text, StringComparison.Ordinal));
        Assert.Contains("\"progress\":1", events[0], StringComparison.Ordinal);
        Assert.Contains("\"progress\":2", events[1], StringComparison.Ordinal);
        Assert.Contains("\"id\":1,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"done\"}],\"resultType\":\"complete\"", events[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_progress_token_the_reply_stays_plain()
    {
        await using var server = await TestApp.StartAsync(app => app.Components.Add(HandMade.Steps()));
        var reply = await server.AskAsync(Post.Call("steps"));
        Assert.Equal("application/json", reply.Headers["Content-Type"]);
        Assert.Equal("done", reply.Text);
    }

    [Fact]
    public async Task Events_arrive_while_the_call_runs_and_silence_is_filled_with_comments()
    {
        var time = new FakeTimeProvider();
        var go = new TaskCompletionSource();
        await using var server = await TestApp.StartAsync(app =>
        {
            app.Options.DefaultTimeout = Timeout.InfiniteTimeSpan;
            app.Components.Add(HandMade.Tool("wait", async call =>
            {
                await call.Context.ReportProgressAsync(1);
                await go.Task;
                call.Result.SetJson("{\"content\":[\r\n]}"u8);
            }));
        }, time);
        await using var connection = await server.ConnectAsync();
        await connection.SendAsync(Post.Call("wait", "{}", Meta));
        await connection.ReceiveHeadAsync();
        Assert.Contains("\"progress\":1", await connection.ReceiveChunkAsync(), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(":\n\n", await connection.ReceiveChunkAsync());
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(":\n\n", await connection.ReceiveChunkAsync());
        go.SetResult();

        // Line breaks between an author's tokens would end the event.
        Assert.Contains("\"content\":[  ]", await connection.ReceiveChunkAsync(), StringComparison.Ordinal);
        Assert.Null(await connection.ReceiveChunkAsync());
    }

    [Fact]
    public async Task Messages_sent_from_many_threads_arrive_whole()
    {
        await using var server = await TestApp.StartAsync(app => app.Components.Add(HandMade.Tool("chatter", async call =>
        {
            var log = call.Context.Log;
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            {
                for (var i = 0; i < 100; i++) log.LogInformation("a line");
            })));
            call.Result.SetText("done");
        })));
        var reply = await server.AskAsync(Post.Call("chatter", "{}", Meta));
        var events = reply.Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(801, events.Length);
        Assert.All(events, text => JsonDocument.Parse(text["event: message\ndata: ".Length..]).Dispose());
        Assert.Contains("done", events[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_goes_away_cancels_its_call(bool streams)
    {
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var server = await TestApp.StartAsync(app => app.Components.Add(HandMade.Tool("wait", async call =>
        {
            if (streams) await call.Context.ReportProgressAsync(1);
            using var registration = call.CancellationToken.Register(cancelled.SetResult);
            started.SetResult();
            await cancelled.Task;
            call.CancellationToken.ThrowIfCancellationRequested();
        })));
        await using (var connection = await server.ConnectAsync())
        {
            await connection.SendAsync(Post.Call("wait", "{}", Meta));
            await started.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        await cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_a_component_left_behind_sends_after_its_reply_is_dropped()
    {
        var left = new List<McpContext>();
        await using var server = await TestApp.StartAsync(app => app.Components.Add(HandMade.Tool("leave", call =>
        {
            left.Add(call.Context);
            call.Result.SetText("left");
            return default;
        })));
        await using var connection = await server.ConnectAsync();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("left", (await connection.AskAsync(Post.Call("leave", "{}", Meta))).Text);
            foreach (var context in left) await context.ReportProgressAsync(1);
        }
    }

    [Fact]
    public async Task A_component_that_does_not_stop_is_answered_for_and_what_it_sends_later_reaches_nobody()
    {
        var time = new FakeTimeProvider();
        var go = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        await using var server = await TestApp.StartAsync(app =>
        {
            app.Components.Add(HandMade.Tool("stuck", async call =>
            {
                await go.Task;
                await call.Context.ReportProgressAsync(1);
                ended.SetResult();
            }));
            app.Components.Add(HandMade.Tool("after", static call =>
            {
                call.Result.SetText("after");
                return default;
            }));
        }, time);
        await using var connection = await server.ConnectAsync();
        await connection.SendAsync(Post.Call("stuck", "{}", Meta));
        var receiving = connection.ReceiveAsync();
        while (!receiving.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Contains("timed out", (await receiving).Text, StringComparison.Ordinal);
        await connection.SendAsync(Post.Call("after", "{}", Meta));
        go.SetResult();
        await ended.Task;
        Assert.Equal("after", (await connection.ReceiveAsync()).Text);
        Assert.Equal("after", (await connection.AskAsync(Post.Call("after", "{}", Meta))).Text);
    }

    [Fact]
    public async Task More_calls_than_the_server_takes_are_told_to_come_back()
    {
        var started = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        await using var server = await TestApp.StartAsync(app =>
        {
            app.Options.Limits.MaxConcurrentRequests = 1;
            app.Components.Add(HandMade.Tool("wait", async call =>
            {
                started.SetResult();
                await go.Task;
                call.Result.SetText("done");
            }));
        });
        await using var connection = await server.ConnectAsync();
        await connection.SendAsync(Post.Call("wait"));
        await started.Task.WaitAsync(TestContext.Current.CancellationToken);
        var refused = await server.AskAsync(Post.Call("wait"));
        Assert.Equal((429, -32000, "1"), (refused.Status, refused.Code, refused.Headers["Retry-After"]));
        Assert.Equal(1000, refused.Json.GetProperty("error").GetProperty("data").GetProperty("retryAfterMs").GetInt32());
        go.SetResult();
        Assert.Equal("done", (await connection.ReceiveAsync()).Text);
    }

    [Fact]
    public async Task Calls_in_flight_are_answered_before_the_server_stops()
    {
        var started = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        await using var server = await TestApp.StartAsync(app => app.Components.Add(HandMade.Tool("wait", async call =>
        {
            started.SetResult();
            await go.Task;
            call.Result.SetText("done");
        })));
        await using var connection = await server.ConnectAsync();
        await connection.SendAsync(Post.Call("wait"));
        await started.Task.WaitAsync(TestContext.Current.CancellationToken);
        var stopping = server.StopAsync();
        Assert.False(stopping.IsCompleted);
        go.SetResult();
        Assert.Equal("done", (await connection.ReceiveAsync()).Text);
        await stopping;
    }
}
