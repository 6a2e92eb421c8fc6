using System.Text.Json;
using Fairlead.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Tests.Http.Sessions;

/// <summary>Streams whose connection breaks or is let go, and clients that come back for the rest.</summary>
public sealed class ResumptionTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_begins_with_an_event_from_which_the_client_can_come_back()
    {
        await using var server = await StartAsync();
        var session = await Session.OpenAsync(server);
        await using var stream = await session.StreamAsync(session.Call("steps"));
        var events = await stream.RestAsync();
        Assert.Equal("id: 1-0\ndata: ", events[0]);
        Assert.Equal(["1-0", "1-1", "1-2", "1-3"], events.Select(EventReader.IdOf));
        Assert.EndsWith("\"text\":\"done\"}]}}", events[3], StringComparison.Ordinal);
        await using var next = await session.StreamAsync(session.Call("steps"));
        Assert.Equal("id: 2-0\ndata: ", await next.NextAsync());
    }

    [Fact]
    public async Task Older_clients_get_no_event_without_data()
    {
        await using var server = await StartAsync();
        var session = await Session.OpenAsync(server, "2025-06-18");
        await using var stream = await session.StreamAsync(session.Call("steps"));
        var events = await stream.RestAsync();
        Assert.Equal(["1-1", "1-2", "1-3"], events.Select(EventReader.IdOf));
        Assert.All(events, text => JsonDocument.Parse(EventReader.DataOf(text)).Dispose());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_client_that_loses_its_connection_comes_back_with_nothing_lost_or_doubled(int seen)
    {
        var gate = new SemaphoreSlim(0);
        await using var server = await StartAsync(app => app.Components.Add(Count(gate, 8)));
        var session = await Session.OpenAsync(server);
        var received = new List<string>();
        gate.Release();
        await using (var stream = await session.StreamAsync(session.Call("count")))
        {
            received.Add((await stream.NextAsync())!);
            for (var i = 0; i < seen; i++)
            {
                if (i > 0) gate.Release();
                received.Add((await stream.NextAsync())!);
            }
        }

        // Some of the rest is sent before the client is back, some while it listens again.
        gate.Release(2);
        await using var resumed = await session.StreamAsync(session.Get(EventReader.IdOf(received[^1])));
        Assert.Equal(200, resumed.Status);
        gate.Release(8 - seen - 2);
        received.AddRange((await resumed.RestAsync()).Where(text => EventReader.DataOf(text).Length > 0));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"1-{i}"), received.Select(EventReader.IdOf));
        Assert.Equal(Enumerable.Range(1, 8), received[1..9].Select(text => JsonDocument.Parse(EventReader.DataOf(text)).RootElement.GetProperty("params").GetProperty("progress").GetInt32()));
        Assert.Contains("counted", received[9], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_has_ended_meanwhile_can_be_read_to_its_end()
    {
        await using var server = await StartAsync();
        var session = await Session.OpenAsync(server);
        await using (var stream = await session.StreamAsync(session.Call("steps")))
        {
            await stream.RestAsync();
        }

        await using var other = await session.StreamAsync(session.Call("steps", "2"));
        await other.RestAsync();
        await using var again = await session.StreamAsync(session.Get("1-1"));
        var events = await again.RestAsync();
        Assert.Equal(["1-2", "1-3"], events.Select(EventReader.IdOf));
        foreach (var id in new[] { "1-3", "9-0", "-", "x", "1", "1-x", "99999999999-1" })
        {
            var refused = await session.AskAsync(session.Get(id));
            Assert.Equal((400, -32600), (refused.Status, refused.Code));
        }
    }

    [Fact]
    public async Task Events_are_of_their_session_alone()
    {
        await using var server = await StartAsync();
        var (one, two) = (await Session.OpenAsync(server), await Session.OpenAsync(server));
        await using var stream = await one.StreamAsync(one.Call("steps"));
        await stream.RestAsync();
        Assert.Equal(400, (await two.AskAsync(two.Get("1-0"))).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_author_can_let_the_connection_go_and_the_client_fetches_the_result(bool sendsFirst)
    {
        var go = new TaskCompletionSource();
        await using var server = await StartAsync(app => app.Components.Add(HandMade.Tool("long", async call =>
        {
            if (sendsFirst) await call.Context.ReportProgressAsync(1);
            await call.Context.CloseStreamAsync(TimeSpan.FromMilliseconds(500));
            await go.Task;
            await call.Context.ReportProgressAsync(2);
            call.Result.SetText("done");
        })));
        var session = await Session.OpenAsync(server);
        await using var connection = await server.ConnectAsync();
        await connection.SendAsync(session.Call("long"));
        var stream = await EventReader.OpenAsync(connection);
        var events = await stream.RestAsync();
        Assert.Equal("id: 1-0\ndata: ", events[0]);
        Assert.Equal("retry: 500", events[^1]);
        Assert.Equal(sendsFirst ? 3 : 2, events.Count);

        // The connection is free for other requests while the call goes on.
        Assert.Equal(200, (await connection.AskAsync(session.Request("ping", id: "2"))).Status);
        await using var resumed = await session.StreamAsync(session.Get(EventReader.IdOf(events[^2])));
        go.SetResult();
        var rest = (await resumed.RestAsync()).Where(text => EventReader.DataOf(text).Length > 0).ToList();
        Assert.Equal(2, rest.Count);
        Assert.Contains("\"progress\":2", rest[0], StringComparison.Ordinal);
        Assert.Contains("\"id\":1,\"result\"", rest[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_could_come_back_letting_go_does_nothing()
    {
        await using var server = await StartAsync(app => app.Components.Add(HandMade.Tool("long", async call =>
        {
            await call.Context.CloseStreamAsync(TimeSpan.Zero);
            call.Result.SetText("done");
        })));
        Assert.Equal("done", (await server.AskAsync(Post.Call("long"))).Text);
        var older = await Session.OpenAsync(server, "2025-06-18");
        Assert.Equal("done", (await older.AskAsync(older.Call("long"))).Text);
        await using var other = await StartAsync(app =>
        {
            app.Hosting.Sessions.ResumableStreams = false;
            app.Components.Add(HandMade.Tool("long", async call =>
            {
                await call.Context.CloseStreamAsync(TimeSpan.Zero);
                call.Result.SetText("done");
            }));
        });
        var session = await Session.OpenAsync(other);
        Assert.Equal("done", (await session.AskAsync(session.Call("long"))).Text);
    }

    [Fact]
    public async Task A_call_whose_client_does_not_come_back_is_cancelled_in_the_end()
    {
        var time = new FakeTimeProvider();
        var closed = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var server = await StartAsync(
            app =>
            {
                app.Options.DefaultTimeout = Timeout.InfiniteTimeSpan;
                app.Components.Add(HandMade.Tool("long", async call =>
                {
                    using var registration = call.CancellationToken.Register(cancelled.SetResult);
                    await call.Context.CloseStreamAsync(TimeSpan.Zero);
                    closed.SetResult();
                    await cancelled.Task;
                    call.CancellationToken.ThrowIfCancellationRequested();
                }));
            },
            time);
        var session = await Session.OpenAsync(server);
        await using var stream = await session.StreamAsync(session.Call("long"));
        await stream.RestAsync();
        await closed.Task.WaitAsync(Cancelled);
        time.Advance(TimeSpan.FromMinutes(4));
        Assert.False(cancelled.Task.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(1));
        await cancelled.Task.WaitAsync(Cancelled);
    }

    [Fact]
    public async Task Without_a_store_a_connection_that_breaks_cancels_its_call()
    {
        var cancelled = new TaskCompletionSource();
        await using var server = await StartAsync(app =>
        {
            app.Hosting.Sessions.ResumableStreams = false;
            app.Components.Add(HandMade.Tool("wait", async call =>
            {
                using var registration = call.CancellationToken.Register(cancelled.SetResult);
                await call.Context.ReportProgressAsync(1);
                await cancelled.Task;
                call.CancellationToken.ThrowIfCancellationRequested();
            }));
        });
        var session = await Session.OpenAsync(server);
        await using (var stream = await session.StreamAsync(session.Call("wait")))
        {
            Assert.StartsWith("event: message\ndata: ", await stream.NextAsync(), StringComparison.Ordinal);
        }

        await cancelled.Task.WaitAsync(Cancelled);
    }

    [Fact]
    public async Task A_plain_reply_needs_no_store_and_its_client_that_leaves_cancels_the_call()
    {
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var server = await StartAsync(app => app.Components.Add(HandMade.Tool("wait", async call =>
        {
            using var registration = call.CancellationToken.Register(cancelled.SetResult);
            started.SetResult();
            await cancelled.Task;
            call.CancellationToken.ThrowIfCancellationRequested();
        })));
        var session = await Session.OpenAsync(server);
        await using (var connection = await server.ConnectAsync())
        {
            await connection.SendAsync(session.Call("wait"));
            await started.Task.WaitAsync(Cancelled);
        }

        await cancelled.Task.WaitAsync(Cancelled);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_that_share_the_services_of_their_request_keep_them_when_its_response_is_gone(bool closes)
    {
        var go = new TaskCompletionSource();
        await using var app = await WebApp.StartAsync(
            builder =>
            {
                builder.Services.AddScoped<Scoped>();
                builder.Services.AddMcp("test", mcp => mcp.Components.Add(HandMade.Tool("long", async call =>
                {
                    var scoped = call.Services.GetRequiredService<Scoped>();
                    await call.Context.ReportProgressAsync(1);
                    if (closes) await call.Context.CloseStreamAsync(TimeSpan.Zero);
                    await go.Task;
                    call.Result.SetText(scoped.IsDisposed || scoped != call.Services.GetRequiredService<Scoped>() ? "lost" : "kept");
                })));
            },
            app => app.MapMcp());
        var id = (await app.AskAsync("/mcp", Session.Initialize())).Headers["Mcp-Session-Id"];
        await using (var connection = await RawHttp.ConnectAsync(app.Url("/mcp")))
        {
            await connection.SendAsync(Post.Legacy("tools/call", "\"name\":\"long\",\"_meta\":{\"progressToken\":1}").With("Mcp-Session-Id", id));
            var stream = await EventReader.OpenAsync(connection);

            // The connection cannot be used again before the call has ended, so clients must not try.
            Assert.Equal("close", stream.Headers["Connection"]);
            Assert.NotNull(await stream.NextAsync());
            Assert.NotNull(await stream.NextAsync());
            if (closes) Assert.Equal(["retry: 0"], await stream.RestAsync());
        }

        await using var back = await RawHttp.ConnectAsync(app.Url("/mcp"));
        await back.SendAsync(new Post("") { Verb = "GET" }.With("Mcp-Session-Id", id).With("MCP-Protocol-Version", "2025-11-25").With("Last-Event-ID", "1-1").With("Accept", "text/event-stream"));
        var resumed = await EventReader.OpenAsync(back);
        Assert.NotNull(await resumed.NextAsync());
        go.SetResult();
        Assert.Contains("kept", Assert.Single(await resumed.RestAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_fails_costs_the_way_back_and_not_the_message()
    {
        await using var server = await StartAsync(app =>
        {
            app.Configuration["Logging:LogLevel:Default"] = "None";
            app.Services.AddSingleton<IEventStore, BrokenStore>();
        });
        var session = await Session.OpenAsync(server);
        await using var stream = await session.StreamAsync(session.Call("steps"));
        Assert.Equal(4, (await stream.RestAsync()).Count);
        Assert.Equal(204, (await session.AskAsync(session.Delete())).Status);
    }

    private sealed class Scoped : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class BrokenStore : IEventStore
    {
        public ValueTask AppendAsync(string session, int stream, StreamEvent streamEvent, CancellationToken cancellationToken) => throw new IOException("broken");

        public ValueTask<IReadOnlyList<StreamEvent>> ReadAsync(string session, int stream, long after, CancellationToken cancellationToken) => new((IReadOnlyList<StreamEvent>)[]);

        public ValueTask RemoveAsync(string session, CancellationToken cancellationToken) => throw new IOException("broken");
    }

    private static Fairlead.Components.Tool Count(SemaphoreSlim gate, int to) => HandMade.Tool("count", async call =>
    {
        for (var i = 1; i <= to; i++)
        {
            await gate.WaitAsync(call.CancellationToken);
            await call.Context.ReportProgressAsync(i, to);
        }

        call.Result.SetText("counted");
    });

    private static Task<TestApp> StartAsync(Action<McpApp>? configure = null, TimeProvider? time = null) => TestApp.StartAsync(
        app =>
        {
            app.Components.Add(HandMade.Steps());
            configure?.Invoke(app);
        },
        time);
}
