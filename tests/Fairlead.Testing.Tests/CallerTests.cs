using System.Security.Claims;
using System.Security.Cryptography;

namespace Fairlead.Testing.Tests;

public class CallerTests
{
    [Theory]
    [InlineData(Over.Memory)]
    [InlineData(Over.Stdio)]
    [InlineData(Over.Http)]
    public async Task Callers_see_and_call_what_they_may(Over over)
    {
        await using var nobody = await ShopApp.ConnectAsync("2026-07-28", over);
        await using var alice = await nobody.ConnectAsync(options => options.As("alice", scopes: ["orders:write"]).Decline());
        await using var bob = await nobody.ConnectAsync(options => options.As("bob", scopes: ["orders:read"]).Decline());
        (await alice.CallToolAsync("cancel_order", new { id = 1 })).ShouldBeText("Kept (Decline).");
        (await bob.CallToolAsync("cancel_order", new { id = 1 })).ShouldBeRefused();
        (await nobody.CallToolAsync("cancel_order", new { id = 1 })).ShouldBeRefused(-32602, "Unknown tool: cancel_order");
        alice.Tool("cancel_order").ShouldRequire("id");
        Assert.DoesNotContain(await bob.ListToolsAsync(), tool => tool.Name == "cancel_order");
    }

    [Theory]
    [InlineData(Over.Memory, "2025-11-25")]
    [InlineData(Over.Memory, "2026-07-28")]
    [InlineData(Over.Http, "2025-11-25")]
    [InlineData(Over.Http, "2026-07-28")]
    public async Task The_server_knows_who_calls(Over over, string revision)
    {
        var app = McpApp.Create("test");
        app.Tool("who", (ClaimsPrincipal caller) => $"{caller.Identity?.Name} {caller.FindFirst("tenant")?.Value} {caller.IsInRole("admin")}", "Who?");
        await using var client = await McpTest.ConnectAsync(app, over, options =>
        {
            options.Revision = Fairlead.Protocol.ProtocolRevision.Find(revision)!;
            options.As("alice", roles: ["admin"], claims: [new("tenant", "blue")]);
        });
        (await client.CallToolAsync("who")).ShouldBeText("alice blue True");
        await using var bob = await client.ConnectAsync(options => options.As(new ClaimsPrincipal(new ClaimsIdentity([new("sub", "bob")], "own", "sub", "roles"))));
        (await bob.CallToolAsync("who")).ShouldBeText("bob  False");
    }

    [Theory]
    [InlineData(Over.Memory)]
    [InlineData(Over.Http)]
    public async Task Where_callers_are_authenticated_silence_means_no(Over over)
    {
        var app = McpApp.Create("test");
        app.Authentication.AddTokens();
        app.Tool("closed", () => "never", "Of this nothing was said.");
        app.Add<Gated>();
        await using var client = await McpTest.ConnectAsync(app, over, options => options.As("alice", ["ops:read"]));
        (await client.CallToolAsync("status")).ShouldBeText("fine");
        (await client.CallToolAsync("closed")).ShouldBeRefused(-32602, "Unknown tool: closed");
    }

    [Fact]
    public async Task The_application_s_own_authentication_is_tested_with_headers()
    {
        var app = McpApp.Create("test");
        app.Authentication.AddTokens(options => options.Tokens.Add(new(Convert.ToHexString(SHA256.HashData("secret"u8)), "alice") { Scopes = ["ops:read"] }));
        app.Add<Gated>();
        await using var alice = await McpTest.ConnectAsync(app, Over.Http, options => options.Header("Authorization", "Bearer secret"));
        (await alice.CallToolAsync("status")).ShouldBeText("fine");
        await using var stranger = await alice.ConnectAsync();
        var thrown = await Assert.ThrowsAsync<McpTestException>(() => stranger.CallToolAsync("status"));
        Assert.Contains("HTTP 401", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("WWW-Authenticate: Bearer", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_HTTP_a_missing_scope_is_asked_for()
    {
        await using var bob = await ShopApp.ConnectAsync("2026-07-28", Over.Http, options => options.As("bob"));
        var reply = (await bob.CallToolAsync("cancel_order", new { id = 1 })).ShouldBeRefused();
        reply.ShouldHaveStatus(403);
        Assert.Contains("scope=\"orders:write\"", reply.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Over.Memory)]
    [InlineData(Over.Http)]
    public async Task The_audit_has_what_was_allowed_and_what_was_denied(Over over)
    {
        await using var alice = await ShopApp.ConnectAsync("2026-07-28", over, options =>
        {
            options.As("alice", scopes: ["orders:write"]).Decline();
            options.Timeout = TimeSpan.FromSeconds(5);
        });
        await using var bob = await alice.ConnectAsync(options => options.As("bob"));
        await alice.CallToolAsync("cancel_order", new { id = 1 });
        await bob.CallToolAsync("cancel_order", new { id = 1 });
        await bob.CallToolAsync("find_order", new { id = 404 });
        Assert.Equal("orders:write", alice.Audit.ShouldHaveRecorded("cancel_order", outcome: "allowed", subject: "alice").Scopes);
        alice.Audit.ShouldHaveRecorded("cancel_order", outcome: "denied", subject: "bob");
        alice.Audit.ShouldHaveRecorded("find_order", outcome: "tool_error");
    }

    [Fact]
    public async Task What_is_not_in_the_audit_is_told_with_what_is()
    {
        await using var client = await ShopApp.ConnectAsync("2026-07-28", Over.Memory, options => options.Timeout = TimeSpan.FromSeconds(2));
        await client.CallToolAsync("today");
        client.Audit.ShouldHaveRecorded("today", outcome: "ok");
        var message = Assert.Throws<McpTestException>(() => client.Audit.ShouldHaveRecorded("today", outcome: "denied")).Message;
        Assert.EndsWith("The audit has:\n  tools/call today, allowed, ok, by nobody known", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_over_stdio_the_configured_caller_calls()
    {
        var app = McpApp.Create("test");
        app.Configuration["Mcp:Caller:Subject"] = "ops";
        app.Configuration["Mcp:Caller:Scopes"] = "ops:read";
        app.Add<Gated>();
        await using var ops = await McpTest.ConnectAsync(app, Over.Stdio);
        (await ops.CallToolAsync("status")).ShouldBeText("fine");
        await using var bob = await ops.ConnectAsync(options => options.As("bob"));
        (await bob.CallToolAsync("status")).ShouldBeRefused();
    }

    public sealed class Gated
    {
        [McpTool, RequireScope("ops:read")]
        public string Status() => "fine";
    }
}
