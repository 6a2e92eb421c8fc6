using System.Text.RegularExpressions;
using Fairlead.Engine;
using Fairlead.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Tests.Http.Sessions;

/// <summary>How sessions open, who may use them, and how they end.</summary>
public sealed class SessionTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    public async Task Initialize_opens_a_session_with_an_id_that_cannot_be_guessed(string version)
    {
        await using var server = await StartAsync();
        var ids = new HashSet<string>();
        for (var i = 0; i < 20; i++) ids.Add((await Session.OpenAsync(server, version)).Id);
        Assert.Equal(20, ids.Count);
        Assert.All(ids, id => Assert.Matches(new Regex("^[A-Za-z0-9_-]{32}$"), id));
    }

    [Fact]
    public async Task An_initialize_that_fails_opens_no_session()
    {
        await using var server = await StartAsync();
        var reply = await server.AskAsync(Post.Legacy("initialize", "\"capabilities\":{}", version: null));
        Assert.Equal(-32602, reply.Code);
        Assert.DoesNotContain("Mcp-Session-Id", reply.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_request_needs_its_session()
    {
        await using var server = await StartAsync();
        var session = await Session.OpenAsync(server);
        Assert.Equal("Hello, World!", (await session.AskAsync(session.Call("greet", arguments: """{"name":"World"}"""))).Text);
        var missing = await session.AskAsync(session.Request("tools/list").With("Mcp-Session-Id", null));
        Assert.Equal((400, -32600, "1"), (missing.Status, missing.Code, missing.Id));
        var unknown = await session.AskAsync(session.Request("tools/list").With("Mcp-Session-Id", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
        Assert.Equal((404, -32001, "1"), (unknown.Status, unknown.Code, unknown.Id));
        Assert.Equal(404, (await session.AskAsync(session.Request("tools/list").And("Mcp-Session-Id", session.Id))).Status);
        Assert.Equal(404, (await session.AskAsync(Session.Initialize().With("Mcp-Session-Id", "stale"))).Status);
        Assert.Equal(400, (await session.AskAsync(Session.Initialize().With("Mcp-Session-Id", session.Id))).Status);
    }

    [Fact]
    public async Task The_session_knows_the_revision_and_a_header_may_only_repeat_it()
    {
        await using var server = await StartAsync();
        var session = await Session.OpenAsync(server, "2025-06-18");
        Assert.Equal(200, (await session.AskAsync(session.Request("tools/list"))).Status);
        Assert.Equal(200, (await session.AskAsync(session.Request("tools/list").With("MCP-Protocol-Version", null))).Status);
        var other = await session.AskAsync(session.Request("tools/list").With("MCP-Protocol-Version", "2025-11-25"));
        Assert.Equal((400, -32600), (other.Status, other.Code));
        Assert.Equal(400, (await session.AskAsync(session.Get().With("MCP-Protocol-Version", "2025-11-25"))).Status);
        Assert.Equal(400, (await session.AskAsync(session.Delete().With("MCP-Protocol-Version", "2025-11-25"))).Status);
        Assert.Equal(-32022, (await session.AskAsync(session.Request("tools/list").With("MCP-Protocol-Version", "1999-01-01"))).Code);
    }

    [Fact]
    public async Task Delete_ends_a_session_and_its_calls()
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
        await using var connection = await server.ConnectAsync();
        await connection.SendAsync(session.Call("wait"));
        await started.Task.WaitAsync(Cancelled);
        var deleted = await session.AskAsync(session.Delete());
        Assert.Equal((204, ""), (deleted.Status, deleted.Body));
        await cancelled.Task.WaitAsync(Cancelled);
        Assert.Equal("", (await connection.ReceiveAsync()).Body);
        Assert.Equal(404, (await session.AskAsync(session.Request("tools/list"))).Status);
        Assert.Equal(404, (await session.AskAsync(session.Get())).Status);
        Assert.Equal(404, (await session.AskAsync(session.Delete())).Status);
        Assert.Equal(400, (await session.AskAsync(session.Delete().With("Mcp-Session-Id", null))).Status);
    }

    [Fact]
    public async Task A_session_that_lies_idle_expires_and_one_in_use_does_not()
    {
        var time = new FakeTimeProvider();
        var started = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        await using var server = await StartAsync(
            app =>
            {
                app.Options.DefaultTimeout = Timeout.InfiniteTimeSpan;
                app.Components.Add(HandMade.Tool("wait", async call =>
                {
                    started.SetResult();
                    await go.Task;
                    call.Result.SetText("done");
                }));
            },
            time);
        var (idle, kept, listening, calling) = (await Session.OpenAsync(server), await Session.OpenAsync(server), await Session.OpenAsync(server), await Session.OpenAsync(server));
        await using var stream = await listening.StreamAsync(listening.Get());
        Assert.NotNull(await stream.NextAsync());
        await using var connection = await server.ConnectAsync();
        await connection.SendAsync(calling.Call("wait"));
        await started.Task.WaitAsync(Cancelled);
        for (var minute = 1; minute <= 12; minute++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(200, (await kept.AskAsync(kept.Request("ping"))).Status);
        }

        Assert.Equal(404, (await idle.AskAsync(idle.Request("ping"))).Status);
        Assert.Equal(200, (await listening.AskAsync(listening.Request("ping"))).Status);
        Assert.Equal(200, (await calling.AskAsync(calling.Request("ping", id: "2"))).Status);
        go.SetResult();
        Assert.Equal("done", (await connection.ReceiveAsync()).Text);
    }

    [Fact]
    public async Task More_sessions_than_allowed_are_refused_until_one_ends()
    {
        await using var server = await StartAsync(app => app.Hosting.Sessions.MaxSessions = 2);
        var first = await Session.OpenAsync(server);
        await Session.OpenAsync(server);
        var refused = await server.AskAsync(Session.Initialize());
        Assert.Equal((503, -32000, "1", "0"), (refused.Status, refused.Code, refused.Headers["Retry-After"], refused.Id));
        Assert.Equal(1000, refused.Json.GetProperty("error").GetProperty("data").GetProperty("retryAfterMs").GetInt32());
        Assert.Equal(200, (await first.AskAsync(first.Request("ping"))).Status);
        Assert.Equal(204, (await first.AskAsync(first.Delete())).Status);

        // Those that failed to open have not taken a place.
        Assert.Equal(-32602, (await server.AskAsync(Post.Legacy("initialize", "", version: null))).Code);
        await Session.OpenAsync(server);
    }

    [Fact]
    public async Task Cancelling_reaches_the_calls_of_its_own_session_only()
    {
        var cancelled = new TaskCompletionSource();
        var started = new SemaphoreSlim(0);
        var go = new TaskCompletionSource();
        await using var server = await StartAsync(app => app.Components.Add(HandMade.Tool("wait", async call =>
        {
            using var registration = call.CancellationToken.Register(() => cancelled.SetResult());
            started.Release();
            await Task.WhenAny(go.Task, Task.Delay(Timeout.Infinite, call.CancellationToken));
            call.CancellationToken.ThrowIfCancellationRequested();
            call.Result.SetText("done");
        })));
        var (one, two) = (await Session.OpenAsync(server), await Session.OpenAsync(server));
        await using var first = await server.ConnectAsync();
        await using var second = await server.ConnectAsync();
        await first.SendAsync(one.Call("wait", "\"same\""));
        await second.SendAsync(two.Call("wait", "\"same\""));
        await started.WaitAsync(Cancelled);
        await started.WaitAsync(Cancelled);
        Assert.Equal(202, (await one.AskAsync(one.Cancel("\"same\""))).Status);
        await cancelled.Task.WaitAsync(Cancelled);

        // No reply, but the response must end: the client waits for it.
        var ended = await first.ReceiveAsync();
        Assert.Equal((200, "text/event-stream", ""), (ended.Status, ended.Headers["Content-Type"], ended.Body));
        go.SetResult();
        Assert.Equal("done", (await second.ReceiveAsync()).Text);
    }

    [Fact]
    public async Task An_id_that_is_in_flight_is_refused_and_free_again_afterwards()
    {
        var started = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        await using var server = await StartAsync(app =>
        {
            app.Options.Limits.MaxConcurrentRequestsPerConnection = 1;
            app.Components.Add(HandMade.Tool("wait", async call =>
            {
                started.TrySetResult();
                await go.Task;
                call.Result.SetText("done");
            }));
        });
        var session = await Session.OpenAsync(server);
        await using var connection = await server.ConnectAsync();
        await connection.SendAsync(session.Call("wait"));
        await started.Task.WaitAsync(Cancelled);
        var full = await session.AskAsync(session.Request("ping", id: "2"));
        Assert.Equal((429, -32000), (full.Status, full.Code));
        server.App.Options.Limits.MaxConcurrentRequestsPerConnection = 2;
        var twin = await session.AskAsync(session.Call("wait"));
        Assert.Equal((400, -32600, "1"), (twin.Status, twin.Code, twin.Id));
        go.SetResult();
        Assert.Equal("done", (await connection.ReceiveAsync()).Text);
        Assert.Equal("done", (await session.AskAsync(session.Call("wait"))).Text);
    }

    [Fact]
    public async Task The_client_answers_the_servers_requests_with_posts()
    {
        await using var server = await StartAsync(app => app.Components.Add(HandMade.Tool("ask", async call =>
        {
            var request = (RequestCall)call;
            var answer = await request.Connection.Requests.SendAsync(request.Channel, "roots/list", default, call.CancellationToken);
            call.Result.SetText(System.Text.Encoding.UTF8.GetString(answer.Result.Span));
        })));
        var session = await Session.OpenAsync(server);
        var other = await Session.OpenAsync(server);
        await using var stream = await session.StreamAsync(session.Call("ask"));
        Assert.Equal("data: ", (await stream.NextAsync())!.Split('\n')[1]);
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"method":"roots/list"}""", EventReader.DataOf((await stream.NextAsync())!));

        // An answer from another session answers nothing here.
        Assert.Equal(202, (await other.AskAsync(other.Message("""{"jsonrpc":"2.0","id":1,"result":{"stolen":true}}"""))).Status);
        Assert.Equal(202, (await session.AskAsync(session.Message("""{"jsonrpc":"2.0","id":1,"result":{"roots":[]}}"""))).Status);
        Assert.Contains("""{\"roots\":[]}""", await stream.NextAsync(), StringComparison.Ordinal);
        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task A_level_for_logs_holds_in_its_session()
    {
        await using var server = await StartAsync(app => app.Components.Add(HandMade.Tool("log", call =>
        {
            Microsoft.Extensions.Logging.LoggerExtensions.LogInformation(call.Context.Log, "a line");
            call.Result.SetText("done");
            return default;
        })));
        var (loud, quiet) = (await Session.OpenAsync(server), await Session.OpenAsync(server));
        Assert.Equal(200, (await loud.AskAsync(loud.Request("logging/setLevel", "\"level\":\"info\""))).Status);
        await using var stream = await loud.StreamAsync(loud.Call("log"));
        Assert.Contains("a line", string.Concat(await stream.RestAsync()), StringComparison.Ordinal);
        Assert.Equal("done", (await quiet.AskAsync(quiet.Call("log"))).Text);
    }

    [Fact]
    public async Task Two_hundred_clients_with_the_same_ids_get_their_own_answers()
    {
        await using var server = await StartAsync(app => app.Components.Add(HandMade.Tool("echo", async call =>
        {
            await call.Context.ReportProgressAsync(1, 1, System.Text.Encoding.UTF8.GetString(call.Arguments.Span));
            await Task.Yield();
            call.Result.SetText(System.Text.Encoding.UTF8.GetString(call.Arguments.Span));
        })));
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async client =>
        {
            var session = await Session.OpenAsync(server);
            for (var call = 0; call < 3; call++)
            {
                await using var stream = await session.StreamAsync(session.Call("echo", "7", $$"""{"client":{{client}},"call":{{call}}}"""));
                var events = await stream.RestAsync();
                Assert.Equal(3, events.Count);
                Assert.All(events[1..], text => Assert.Contains($$"""{\"client\":{{client}},\"call\":{{call}}}""", text, StringComparison.Ordinal));
            }
        }));
    }

    [Fact]
    public async Task A_client_cannot_make_the_server_remember_much()
    {
        await using var server = await StartAsync();
        var reply = await server.AskAsync(Session.Initialize(capabilities: $"{{\"experimental\":{{\"x\":\"{new string('z', 20_000)}\"}}}}"));
        Assert.Equal(-32602, reply.Code);
    }

    [Fact]
    public async Task A_stateless_server_opens_no_sessions_and_has_no_streams()
    {
        await using var server = await StartAsync(app => app.Hosting.Stateless = true);
        var opened = await server.AskAsync(Session.Initialize());
        Assert.Equal(200, opened.Status);
        Assert.DoesNotContain("Mcp-Session-Id", opened.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(200, (await server.AskAsync(Post.Legacy("tools/list"))).Status);
        foreach (var verb in new[] { "GET", "DELETE" })
        {
            var refused = await server.AskAsync(new Post("") { Verb = verb });
            Assert.Equal((405, "POST"), (refused.Status, refused.Headers["Allow"]));
        }
    }

    [Fact]
    public async Task Modern_requests_have_no_sessions_whatever_their_headers_say()
    {
        await using var server = await StartAsync();
        var session = await Session.OpenAsync(server);
        foreach (var id in new[] { session.Id, "unknown" }) Assert.Equal(200, (await server.AskAsync(Post.Modern("tools/list").With("Mcp-Session-Id", id))).Status);
        foreach (var verb in new[] { "GET", "DELETE", "PUT" })
        {
            var refused = await server.AskAsync(new Post("") { Verb = verb }.With("MCP-Protocol-Version", "2026-07-28").With("Mcp-Session-Id", session.Id));
            Assert.Equal((405, "GET, POST, DELETE"), (refused.Status, refused.Headers["Allow"]));
        }

        Assert.Equal(200, (await session.AskAsync(session.Request("ping"))).Status);
    }

    [Fact]
    public async Task A_server_without_legacy_revisions_has_no_sessions()
    {
        await using var server = await StartAsync(app => app.Options.Revisions = [ProtocolRevision.V20260728]);
        Assert.Equal(405, (await server.AskAsync(new Post("") { Verb = "GET" })).Status);
    }

    private static Task<TestApp> StartAsync(Action<McpApp>? configure = null, TimeProvider? time = null) => TestApp.StartAsync(
        app =>
        {
            app.Components.Add(HandMade.Greet());
            configure?.Invoke(app);
        },
        time);
}
