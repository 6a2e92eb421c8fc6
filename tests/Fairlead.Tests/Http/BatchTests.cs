using Fairlead.Tests.Http.Sessions;

namespace Fairlead.Tests.Http;

/// <summary>Several messages in one POST: 2025-03-26 only.</summary>
public sealed class BatchTests
{
    private const string Ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";
    private const string Notification = """{"jsonrpc":"2.0","method":"notifications/initialized"}""";
    private const string Response = """{"jsonrpc":"2.0","id":9,"result":{}}""";

    [Fact]
    public async Task Requests_are_answered_by_one_array()
    {
        await using var server = await StartAsync();
        foreach (var post in await PostsAsync(server))
        {
            var reply = await server.AskAsync(post($$$"""
                 [{{{Ping}}},{{{Notification}}},{"jsonrpc":"2.0","id":"b","method":"tools/call","params":{"name":"greet","arguments":{"name":"World"} } },1,
                 {"jsonrpc":"2.0","id":3,"method":"no/such"},{{{Response}}}]
                """));
            Assert.Equal((200, "application/json"), (reply.Status, reply.Headers["Content-Type"]));
            Assert.Equal(
                """[{"jsonrpc":"2.0","id":1,"result":{}},{"jsonrpc":"2.0","id":"b","result":{"content":[{"type":"text","text":"Hello, World!"}]}},"""
                + """{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid request: A message must be a JSON object."}},"""
                + """{"jsonrpc":"2.0","id":3,"error":{"code":-32601,"message":"Method not found: no/such"}}]""",
                reply.Body);
        }
    }

    [Fact]
    public async Task Notifications_and_responses_alone_are_accepted()
    {
        await using var server = await StartAsync();
        foreach (var post in await PostsAsync(server))
        {
            var reply = await server.AskAsync(post($"[{Notification},{Response}]"));
            Assert.Equal((202, ""), (reply.Status, reply.Body));
        }
    }

    [Fact]
    public async Task What_is_no_batch_is_refused_whole()
    {
        await using var server = await StartAsync(app => app.Options.Limits.MaxBatchMessages = 3);
        foreach (var post in await PostsAsync(server))
        {
            await RefusedAsync(server, post("[]"), -32600);
            await RefusedAsync(server, post(" [ ] "), -32600);
            await RefusedAsync(server, post($"[{Ping}"), -32700);
            await RefusedAsync(server, post($"[{Ping}] x"), -32700);
            await RefusedAsync(server, post($"[{Ping},]"), -32700);
            await RefusedAsync(server, post($"[{Ping},{Ping},{Ping},{Ping}]"), -32600);
        }
    }

    [Fact]
    public async Task Some_messages_are_no_part_of_a_batch()
    {
        await using var server = await StartAsync();
        foreach (var post in await PostsAsync(server))
        {
            var reply = await server.AskAsync(post($$$"""
                [{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26"}},
                 {"jsonrpc":"2.0","id":2,"method":"tools/list","params":{ {{{Post.Meta}}} }}]
                """));
            Assert.Equal([-32600, -32600], reply.Json.EnumerateArray().Select(one => one.GetProperty("error").GetProperty("code").GetInt32()));
        }
    }

    [Fact]
    public async Task Other_revisions_have_no_batches()
    {
        await using var server = await StartAsync();
        foreach (var version in new[] { "2024-11-05", "2025-06-18", "2025-11-25" })
        {
            var session = await Session.OpenAsync(server, version);
            await RefusedAsync(server, session.Message($"[{Ping}]"), -32600);
            await RefusedAsync(server, session.Message($"[{Ping}]").With("MCP-Protocol-Version", null), -32600);
        }

        await RefusedAsync(server, new Post($"[{Ping}]").With("MCP-Protocol-Version", "2026-07-28"), -32600);
    }

    [Fact]
    public async Task A_batch_needs_its_session_too()
    {
        await using var server = await StartAsync();
        var session = await Session.OpenAsync(server, "2025-03-26");
        Assert.Equal(400, (await server.AskAsync(session.Message($"[{Ping}]").With("Mcp-Session-Id", null))).Status);
        Assert.Equal(404, (await server.AskAsync(session.Message($"[{Ping}]").With("Mcp-Session-Id", "unknown"))).Status);
    }

    [Fact]
    public async Task An_id_that_is_in_flight_is_refused_within_a_batch_too()
    {
        var go = new TaskCompletionSource();
        await using var server = await StartAsync(app => app.Components.AddRange(
        [
            HandMade.Tool("wait", async call =>
            {
                await go.Task;
                call.Result.SetText("done");
            }),
            HandMade.Tool("go", call =>
            {
                go.SetResult();
                call.Result.SetText("gone");
                return default;
            }),
        ]));
        var session = await Session.OpenAsync(server, "2025-03-26");
        var calls = new[] { "wait", "wait", "go" }.Select((tool, i) => $$$"""{"jsonrpc":"2.0","id":{{{i / 2}}},"method":"tools/call","params":{"name":"{{{tool}}}"} }""");
        var replies = (await session.AskAsync(session.Message($"[{string.Join(',', calls)}]"))).Json;
        Assert.True(replies[0].TryGetProperty("result", out _));
        Assert.Equal(-32600, replies[1].GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task What_precedes_the_replies_makes_a_stream_that_ends_with_the_array()
    {
        await using var server = await StartAsync();
        var session = await Session.OpenAsync(server, "2025-03-26");
        await using var stream = await session.StreamAsync(session.Message($$$"""
            [{{{Ping}}},{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"steps","_meta":{"progressToken":"p"} } }]
            """));
        var events = await stream.RestAsync();
        Assert.Equal(["1-1", "1-2", "1-3"], events.Select(EventReader.IdOf));
        Assert.Contains("\"progress\":2", events[1], StringComparison.Ordinal);
        Assert.StartsWith("""[{"jsonrpc":"2.0","id":1,"result":{}},{"jsonrpc":"2.0","id":2,"result":""", EventReader.DataOf(events[2]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_leaves_cancels_its_batch()
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
        var session = await Session.OpenAsync(server, "2025-03-26");
        await using (var connection = await server.ConnectAsync())
        {
            await connection.SendAsync(session.Message("""[{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"wait"}}]"""));
            await started.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        await cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<Func<string, Post>[]> PostsAsync(TestApp server)
    {
        var session = await Session.OpenAsync(server, "2025-03-26");
        return [session.Message, body => session.Message(body).With("MCP-Protocol-Version", null)];
    }

    private static async Task RefusedAsync(TestApp server, Post post, int code)
    {
        var reply = await server.AskAsync(post);
        Assert.Equal((400, code, "null"), (reply.Status, reply.Code, reply.Id));
    }

    private static Task<TestApp> StartAsync(Action<McpApp>? configure = null) => TestApp.StartAsync(app =>
    {
        app.Components.AddRange([HandMade.Greet(), HandMade.Steps()]);
        configure?.Invoke(app);
    });
}
