using Fairlead.Authentication;
using Fairlead.Engine;
using Fairlead.Tests.Http.Sessions;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Tests.Limits;

/// <summary>One caller tries to take all sessions, streams and subscriptions; the others still get theirs.</summary>
public sealed class CallerSharesTests
{
    private static void Serve(McpApp app)
    {
        app.Authorization.DefaultAccess = DefaultAccess.Authenticated;
        app.Authentication.AddTokens(options =>
        {
            options.Tokens.Add(new(TokenHash.Format("a"), "alice"));
            options.Tokens.Add(new(TokenHash.Format("a2"), "alice"));
            options.Tokens.Add(new(TokenHash.Format("b"), "bob"));
        });
        app.Configuration["Mcp:Sessions:MaxSessionsPerCaller"] = "2";
        app.Configuration["Mcp:Limits:MaxSubscriptionsPerCaller"] = "2";
        app.Components.Add(HandMade.Greet());
    }

    private static Post As(string token, Post post) => post.With("Authorization", $"Bearer {token}");

    [Fact]
    public async Task Sessions_beyond_a_callers_share_are_refused_until_it_ends_one()
    {
        await using var server = await TestApp.StartAsync(Serve);
        var first = await server.AskAsync(As("a", Session.Initialize()));
        Assert.Equal((200, 200), (first.Status, (await server.AskAsync(As("a2", Session.Initialize()))).Status));

        // Another token of hers makes her nobody else.
        foreach (var token in new[] { "a", "a2" })
        {
            var refused = await server.AskAsync(As(token, Session.Initialize()));
            Assert.Equal((429, -32000, "1", "0"), (refused.Status, refused.Code, refused.Headers["Retry-After"], refused.Id));
            Assert.Equal("The caller has 2 sessions open, and may have no more. End one with DELETE, or speak 2026-07-28, which needs none.", refused.Message);
            Assert.DoesNotContain("Mcp-Session-Id", refused.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        }

        Assert.Equal(200, (await server.AskAsync(As("b", Session.Initialize()))).Status);
        Assert.Equal(204, (await server.AskAsync(As("a", new Post("") { Verb = "DELETE" }).With("Content-Type", null).With("Mcp-Session-Id", first.Headers["Mcp-Session-Id"]))).Status);

        // Those that fail to open take no place, neither of hers nor of all.
        for (var i = 0; i < 5; i++) Assert.Equal(-32602, (await server.AskAsync(As("a", Post.Legacy("initialize", "", version: null)))).Code);
        Assert.Equal(200, (await server.AskAsync(As("a", Session.Initialize()))).Status);
        Assert.Equal(429, (await server.AskAsync(As("a", Session.Initialize()))).Status);
    }

    [Fact]
    public async Task Calls_beyond_a_callers_share_are_refused_and_others_are_served_until_hers_end()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = new SemaphoreSlim(0);
        await using var server = await TestApp.StartAsync(app =>
        {
            Serve(app);
            app.Options.Limits.MaxConcurrentRequestsPerCaller = 2;
            app.Components.Add(new Fairlead.Components.Tool
            {
                Name = "hang",
                InputSchema = """{"type":"object"}"""u8.ToArray(),
                Invoke = async call =>
                {
                    running.Release();
                    await gate.Task;
                    call.Result.SetText("done");
                },
            });
        });
        Task<RawReply>[] hers = [server.AskAsync(As("a", Post.Call("hang"))), server.AskAsync(As("a2", Post.Call("hang")))];
        for (var i = 0; i < hers.Length; i++) await running.WaitAsync(TestContext.Current.CancellationToken);

        var refused = await server.AskAsync(As("a", Post.Call("hang")));
        Assert.Equal((429, "1"), (refused.Status, refused.Headers["Retry-After"]));
        Assert.Equal("The caller has 2 calls running, and may have no more at once. Try again when one has ended.", refused.Message);
        Assert.Equal(429, (await server.AskAsync(As("a2", Post.Call("greet", """{"name":"x"}""")))).Status);
        Assert.Equal(200, (await server.AskAsync(As("b", Post.Call("greet", """{"name":"x"}""")))).Status);
        Assert.Equal(200, (await server.AskAsync(As("a", Post.Modern("tools/list")))).Status);

        gate.SetResult();
        foreach (var call in hers) Assert.Equal("done", (await call).Text);
        for (var i = 0; i < 5; i++) Assert.Equal(200, (await server.AskAsync(As("a", Post.Call("greet", """{"name":"x"}""")))).Status);
    }

    [Fact]
    public async Task Who_is_not_known_is_told_by_the_address_and_idle_sessions_give_their_places_back()
    {
        var time = new FakeTimeProvider();
        await using var server = await TestApp.StartAsync(
            app =>
            {
                app.Hosting.Sessions.MaxSessionsPerCaller = 2;
                app.Hosting.TrustedProxies.Add("127.0.0.1");
                app.Components.Add(HandMade.Greet());
            },
            time);
        Post From(string address) => Session.Initialize().With("X-Forwarded-For", address);
        Assert.Equal(200, (await server.AskAsync(From("203.0.113.1"))).Status);
        Assert.Equal(200, (await server.AskAsync(From("203.0.113.1"))).Status);
        Assert.Equal(429, (await server.AskAsync(From("203.0.113.1"))).Status);
        Assert.Equal(200, (await server.AskAsync(From("203.0.113.2"))).Status);
        for (var minute = 0; minute < 12; minute++) time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await server.AskAsync(From("203.0.113.1"))).Status);
    }

    [Fact]
    public async Task Streams_of_http_and_sse_beyond_a_callers_share_are_refused_until_it_closes_one()
    {
        await using var server = await TestApp.StartAsync(Serve, transport: McpTransport.Sse);
        Post Open(string token) => As(token, new Post("") { Verb = "GET" }).With("Accept", "text/event-stream").With("Content-Type", null);
        await using var first = await server.ConnectAsync();
        await first.SendAsync(Open("a"));
        Assert.Equal(200, (await first.ReceiveHeadAsync()).Status);
        await using (var second = await server.ConnectAsync())
        {
            await second.SendAsync(Open("a2"));
            Assert.Equal(200, (await second.ReceiveHeadAsync()).Status);
            var refused = await server.AskAsync(Open("a"));
            Assert.Equal((429, -32000, "1"), (refused.Status, refused.Code, refused.Headers["Retry-After"]));
            await using var other = await server.ConnectAsync();
            await other.SendAsync(Open("b"));
            Assert.Equal(200, (await other.ReceiveHeadAsync()).Status);
        }

        await AcceptedAsync(server, Open("a"));
    }

    [Fact]
    public async Task Subscriptions_beyond_a_callers_share_are_refused_until_it_ends_one()
    {
        await using var server = await TestApp.StartAsync(Serve);
        Post Listen(string token) => As(token, Post.Modern("subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}"));
        await using var first = await server.ConnectAsync();
        await first.SendAsync(Listen("a"));
        Assert.Equal(200, (await first.ReceiveHeadAsync()).Status);
        await using (var second = await server.ConnectAsync())
        {
            await second.SendAsync(Listen("a2"));
            Assert.Equal(200, (await second.ReceiveHeadAsync()).Status);
            var refused = await server.AskAsync(Listen("a"));
            Assert.Equal((429, -32000, "1"), (refused.Status, refused.Code, refused.Headers["Retry-After"]));
            Assert.Equal("The caller has 2 subscriptions open, and may have no more. Cancel one first.", refused.Message);
            await using var other = await server.ConnectAsync();
            await other.SendAsync(Listen("b"));
            Assert.Equal(200, (await other.ReceiveHeadAsync()).Status);
        }

        await AcceptedAsync(server, Listen("a"));
    }

    [Fact]
    public void Who_holds_nothing_is_forgotten()
    {
        var shares = new CallerShares<string>(2);
        Assert.True(shares.TryTake("alice") && shares.TryTake("alice") && !shares.TryTake("alice") && shares.TryTake("bob"));
        Assert.Equal(2, shares.Callers);
        shares.Return("alice");
        Assert.True(shares.TryTake("alice"));
        shares.Return("alice");
        shares.Return("alice");
        shares.Return("bob");
        Assert.Equal(0, shares.Callers);
    }

    // That a client has left is noticed in a moment.
    private static async Task AcceptedAsync(TestApp server, Post post)
    {
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await using var connection = await server.ConnectAsync();
            await connection.SendAsync(post);
            var (status, _) = await connection.ReceiveHeadAsync();
            if (status == 200) return;
            Assert.Equal(429, status);
        }
    }
}
