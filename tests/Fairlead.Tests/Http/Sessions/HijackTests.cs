using System.Security.Claims;
using Fairlead.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Tests.Http.Sessions;

/// <summary>Whoever learns the id of somebody else's session has nothing of it (CVE-2025-6515).</summary>
public sealed class HijackTests
{
    [Theory]
    [InlineData("https://a.example", "mallory")]
    [InlineData("https://b.example", "alice")]
    [InlineData(null, "alice")]
    [InlineData(null, null)]
    public async Task Another_caller_finds_no_session(string? issuer, string? subject)
    {
        await using var app = await StartAsync();
        var opened = await app.AskAsync("/mcp", As(Session.Initialize(), "https://a.example", "alice"));
        var id = opened.Headers["Mcp-Session-Id"];
        Post[] attacks =
        [
            Post.Legacy("tools/list"),
            new Post("""{"jsonrpc":"2.0","id":1,"result":{}}""").With("MCP-Protocol-Version", "2025-11-25"),
            new Post("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"""),
            new Post("") { Verb = "GET" },
            new Post("") { Verb = "DELETE" },
        ];
        foreach (var attack in attacks)
        {
            Assert.Equal(404, (await app.AskAsync("/mcp", As(attack.With("Mcp-Session-Id", id), issuer, subject))).Status);
        }

        Assert.Equal(200, (await app.AskAsync("/mcp", As(Post.Legacy("tools/list").With("Mcp-Session-Id", id), "https://a.example", "alice"))).Status);
    }

    [Fact]
    public async Task A_session_that_nobody_in_particular_opened_is_not_a_known_callers()
    {
        await using var app = await StartAsync();
        var opened = await app.AskAsync("/mcp", Session.Initialize());
        var id = opened.Headers["Mcp-Session-Id"];
        Assert.Equal(404, (await app.AskAsync("/mcp", As(Post.Legacy("ping").With("Mcp-Session-Id", id), "https://a.example", "alice"))).Status);
        Assert.Equal(200, (await app.AskAsync("/mcp", Post.Legacy("ping").With("Mcp-Session-Id", id))).Status);
    }

    [Fact]
    public async Task Callers_without_a_subject_are_told_apart_by_their_names()
    {
        await using var app = await StartAsync();
        var id = (await app.AskAsync("/mcp", Session.Initialize().With("X-Name", "alice"))).Headers["Mcp-Session-Id"];
        var ping = Post.Legacy("ping").With("Mcp-Session-Id", id);
        Assert.Equal(404, (await app.AskAsync("/mcp", ping.With("X-Name", "mallory"))).Status);
        Assert.Equal(200, (await app.AskAsync("/mcp", ping.With("X-Name", "alice"))).Status);
    }

    private static Post As(Post post, string? issuer, string? subject) => post.With("X-Issuer", issuer).With("X-Subject", subject);

    private static Task<WebApp> StartAsync() => WebApp.StartAsync(
        builder => builder.Services.AddMcp("test", mcp => mcp.Components.Add(HandMade.Greet())),
        app =>
        {
            app.Use((context, next) =>
            {
                Claim[] claims = [.. ClaimsOf(("iss", "X-Issuer"), ("sub", "X-Subject"), (ClaimTypes.Name, "X-Name"))];
                if (claims.Length > 0) context.User = new(new ClaimsIdentity(claims, "headers"));
                return next(context);

                IEnumerable<Claim> ClaimsOf(params (string Type, string Header)[] pairs) => pairs
                    .Where(pair => context.Request.Headers.ContainsKey(pair.Header))
                    .Select(pair => new Claim(pair.Type, context.Request.Headers[pair.Header].ToString()));
            });
            app.MapMcp();
        });
}
