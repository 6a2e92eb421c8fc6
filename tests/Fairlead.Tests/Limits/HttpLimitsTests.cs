using System.Globalization;
using Fairlead.Authentication;
using Fairlead.Components;
using Fairlead.Pipeline.Limits;

namespace Fairlead.Tests.Limits;

/// <summary>Limits on calls over HTTP.</summary>
public sealed class HttpLimitsTests
{
    private static Tool Tool(params object[] metadata) => new()
    {
        Name = "tool",
        InputSchema = """{"type":"object"}"""u8.ToArray(),
        Metadata = metadata,
        Invoke = call =>
        {
            call.Result.SetText("ran");
            return default;
        },
    };

    private static async Task<string> StatusesAsync(TestApp server, int calls, Func<Post, Post>? change = null)
    {
        var statuses = new List<int>();
        for (var i = 0; i < calls; i++) statuses.Add((await server.AskAsync((change ?? (post => post))(Post.Call("tool")))).Status);
        return string.Join(' ', statuses);
    }

    [Fact]
    public async Task Too_many_calls_get_429_and_when_to_come_back()
    {
        await using var server = await TestApp.StartAsync(app => app.Components.Add(Tool(new RateLimitAttribute(2) { Per = "1h" })));
        Assert.Equal("200 200 429", await StatusesAsync(server, 3));
        var reply = await server.AskAsync(Post.Call("tool"));
        Assert.Equal((-32000, "1"), (reply.Code, reply.Id));
        var seconds = int.Parse(reply.Headers["Retry-After"], CultureInfo.InvariantCulture);
        var milliseconds = reply.Json.GetProperty("error").GetProperty("data").GetProperty("retryAfterMs").GetInt64();
        Assert.InRange(milliseconds, 1_700_000, 1_800_000);
        Assert.Equal(seconds, (milliseconds + 999) / 1000);
    }

    [Fact]
    public async Task One_caller_does_not_use_up_what_another_has()
    {
        await using var server = await TestApp.StartAsync(app =>
        {
            app.Authorization.DefaultAccess = DefaultAccess.Authenticated;
            app.Authentication.AddTokens(options =>
            {
                options.Tokens.Add(new(TokenHash.Format("a"), "alice"));
                options.Tokens.Add(new(TokenHash.Format("a2"), "alice"));
                options.Tokens.Add(new(TokenHash.Format("b"), "bob"));
            });
            app.RateLimit(2, "1h").Components.Add(Tool());
        });
        Assert.Equal("200 200 429", await StatusesAsync(server, 3, post => post.With("Authorization", "Bearer a")));
        Assert.Equal("429", await StatusesAsync(server, 1, post => post.With("Authorization", "Bearer a2")));
        Assert.Equal("200 200 429", await StatusesAsync(server, 3, post => post.With("Authorization", "Bearer b")));
    }

    [Fact]
    public async Task A_caller_whose_calls_hang_leaves_room_for_another()
    {
        const int Slots = 4;
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var hanging = new CountdownEvent(Slots);
        var hung = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await TestApp.StartAsync(app =>
        {
            app.Authorization.DefaultAccess = DefaultAccess.Authenticated;
            app.Authentication.AddTokens(options =>
            {
                options.Tokens.Add(new(TokenHash.Format("a"), "alice"));
                options.Tokens.Add(new(TokenHash.Format("b"), "bob"));
            });

            // The whole server has one place more than one caller may take.
            app.Options.Limits.MaxConcurrentRequests = Slots + 1;
            app.ConcurrencyLimit(Slots).Components.AddRange(Tool(), new Tool
            {
                Name = "hang",
                InputSchema = """{"type":"object"}"""u8.ToArray(),
                Invoke = async call =>
                {
                    if (hanging.Signal()) hung.SetResult();
                    await release.Task;
                    call.Result.SetText("ended");
                },
            });
        });
        Post Of(string token, string tool) => Post.Call(tool).With("Authorization", $"Bearer {token}");
        var held = Enumerable.Range(0, Slots).Select(_ => server.AskAsync(Of("a", "hang"))).ToArray();
        await hung.Task;

        // What else alice sends waits nowhere.
        for (var i = 0; i < 20; i++) Assert.Equal(429, (await server.AskAsync(Of("a", i % 2 == 0 ? "hang" : "tool"))).Status);
        for (var i = 0; i < 5; i++) Assert.Equal(200, (await server.AskAsync(Of("b", "tool"))).Status);
        Assert.DoesNotContain(held, task => task.IsCompleted);

        release.SetResult();
        Assert.All(await Task.WhenAll(held), reply => Assert.Equal(200, reply.Status));
        Assert.Equal(200, (await server.AskAsync(Of("a", "tool"))).Status);
    }

    [Fact]
    public async Task Nobody_gets_more_by_saying_that_he_comes_from_elsewhere()
    {
        await using var server = await TestApp.StartAsync(app => app.RateLimit(2, "1h", RateLimitBy.RemoteAddress).Components.Add(Tool()));
        var next = 1;
        Assert.Equal("200 200 429 429", await StatusesAsync(server, 4, post => post.With("X-Forwarded-For", $"203.0.113.{next++}")));
    }

    [Fact]
    public async Task A_proxy_that_is_trusted_says_who_comes()
    {
        await using var server = await TestApp.StartAsync(app =>
        {
            app.Configuration["Mcp:TrustedProxies"] = "127.0.0.1, 10.0.0.0/8";
            app.RateLimit(1, "1h", RateLimitBy.RemoteAddress).Components.Add(Tool());
        });
        Func<Post, Post> From(string forwarded) => post => post.With("X-Forwarded-For", forwarded);
        Assert.Equal("200 429", await StatusesAsync(server, 2, From("203.0.113.1")));
        Assert.Equal("200 429", await StatusesAsync(server, 2, From("203.0.113.2, 10.1.2.3")));

        // What the client itself wrote before its proxy's word does not count.
        Assert.Equal("429", await StatusesAsync(server, 1, From("198.51.100.1, 203.0.113.2")));

        // Addresses of one IPv6 network are one.
        Assert.Equal("200", await StatusesAsync(server, 1, From("2001:db8:1:2::1")));
        Assert.Equal("429", await StatusesAsync(server, 1, From("2001:db8:1:2:ffff::9")));
        Assert.Equal("200", await StatusesAsync(server, 1, From("2001:db8:1:3::1")));
    }
}
