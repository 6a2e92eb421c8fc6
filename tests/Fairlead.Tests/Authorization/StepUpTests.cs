using System.Text.Json;
using Fairlead.Authentication;
using Fairlead.Components;
using Fairlead.Security;
using Fairlead.Tests.Authentication;

namespace Fairlead.Tests.Authorization;

/// <summary>What callers are told over HTTP who may not call something.</summary>
public sealed class StepUpTests
{
    private const string Metadata = "resource_metadata=\"https://mcp.example.com/.well-known/oauth-protected-resource/mcp\"";

    private static Tool Tool(string name, params object[] metadata) => new()
    {
        Name = name,
        InputSchema = """{"type":"object"}"""u8.ToArray(),
        Metadata = metadata,
        Invoke = call =>
        {
            call.Result.SetText("ran " + name);
            return default;
        },
    };

    private static Task<TestApp> StartAsync(AuthorizationServer issuer, params Tool[] more) => TestApp.StartAsync(app =>
    {
        app.Components.AddRange(
            Tool("read", new RequireScopeAttribute("ops:read")),
            Tool("erase", new RequireScopeAttribute("ops:read", "ops:erase"), new RequireScopeAttribute("ops:confirm")),
            Tool("admin", new RequireScopeAttribute("ops:erase"), new RequireRoleAttribute("root")),
            Tool("silent"));
        app.Components.AddRange(more);
        app.Authentication.AddTokens(options => options.Tokens.Add(new(TokenHash.Format("static"), "bob") { Scopes = ["ops:read"] }));
        app.Authentication.AddJwt(options => (options.Authority, options.Audience) = (issuer.Url, AuthorizationServer.Audience));
    });

    private static Post Call(string tool, string? token) => Post.Call(tool).With("Authorization", token is null ? null : "Bearer " + token);

    private static string Names(RawReply reply) =>
        string.Join(' ', reply.Json.GetProperty("result").GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()));

    [Fact]
    public async Task A_missing_scope_that_the_caller_could_get_is_asked_for()
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        await using var server = await StartAsync(issuer);
        var token = issuer.Token();
        Assert.Equal("ran read", (await server.AskAsync(Call("read", token))).Text);
        var reply = await server.AskAsync(Call("erase", token));
        Assert.Equal((403, "application/json"), (reply.Status, reply.Headers["Content-Type"]));
        Assert.Equal($"Bearer error=\"insufficient_scope\", {Metadata}, scope=\"ops:erase ops:confirm\"", reply.Headers["WWW-Authenticate"]);
        Assert.Equal((-32003, "1"), (reply.Code, reply.Id));
        Assert.Equal("ops:erase ops:confirm", reply.Json.GetProperty("error").GetProperty("data").GetProperty("scope").GetString());
        var wider = issuer.Token(claims => claims["scope"] = "ops:read ops:erase ops:confirm");
        Assert.Equal("ran erase", (await server.AskAsync(Call("erase", wider))).Text);
    }

    [Fact]
    public async Task Legacy_clients_are_asked_too()
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        await using var server = await StartAsync(issuer);
        var token = "Bearer " + issuer.Token();
        var opened = await server.AskAsync(Post.Legacy("initialize", "\"protocolVersion\":\"2025-11-25\"", version: null).With("Authorization", token));
        var reply = await server.AskAsync(Post.Legacy("tools/call", "\"name\":\"erase\"").With("Authorization", token).With("Mcp-Session-Id", opened.Headers["Mcp-Session-Id"]));
        Assert.Equal(403, reply.Status);
        Assert.StartsWith("Bearer error=\"insufficient_scope\"", reply.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("silent")]
    [InlineData("no_such")]
    public async Task Where_more_than_scopes_is_missing_nothing_is_told(string tool)
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        await using var server = await StartAsync(issuer);
        var reply = await server.AskAsync(Call(tool, issuer.Token()));
        Assert.Equal((200, -32602, $"Unknown tool: {tool}"), (reply.Status, reply.Code, reply.Message));
        Assert.False(reply.Headers.ContainsKey("WWW-Authenticate"));
    }

    [Fact]
    public async Task The_owner_of_a_configured_token_cannot_get_more_and_is_not_sent_for_it()
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        await using var server = await StartAsync(issuer);
        var reply = await server.AskAsync(Call("erase", "static"));
        Assert.Equal((200, "Unknown tool: erase"), (reply.Status, reply.Message));
    }

    [Fact]
    public async Task Two_callers_of_one_server_see_different_tools()
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        await using var server = await StartAsync(issuer);
        async Task<string> ListAsync(string token) => Names(await server.AskAsync(Post.Modern("tools/list").With("Authorization", "Bearer " + token)));
        Assert.Equal("read", await ListAsync("static"));
        Assert.Equal("read erase", await ListAsync(issuer.Token(claims => claims["scope"] = "ops:read ops:erase ops:confirm")));
        Assert.Equal("", await ListAsync(issuer.Token(claims => claims.Remove("scope"))));
        Assert.Equal("read", await ListAsync(issuer.Token(claims =>
        {
            claims.Remove("scope");
            claims["scp"] = "ops:read";
        })));
    }

    [Fact]
    public async Task The_metadata_names_the_scopes_of_the_components()
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        await using var server = await StartAsync(issuer);
        using var client = new HttpClient();
        var metadata = await client.GetStringAsync(new Uri(server.Url, "/.well-known/oauth-protected-resource/mcp"), TestContext.Current.CancellationToken);
        var scopes = JsonDocument.Parse(metadata).RootElement.GetProperty("scopes_supported").EnumerateArray().Select(scope => scope.GetString());
        Assert.Equal(["ops:confirm", "ops:erase", "ops:read"], scopes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_headers_of_a_hidden_tool_do_not_betray_it()
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        var hidden = new Tool
        {
            Name = "hidden",
            InputSchema = """{"type":"object"}"""u8.ToArray(),
            Metadata = [new RequireRoleAttribute("root")],
            HeaderParameters = [new HeaderParameter("Mcp-Param-Region", ["region"], HeaderParameterType.String)],
            Invoke = static _ => throw new InvalidOperationException("ran"),
        };
        await using var server = await StartAsync(issuer, hidden);
        var reply = await server.AskAsync(Post.Call("hidden", """{"region":"eu"}""").With("Authorization", "Bearer " + issuer.Token()));
        Assert.Equal((200, "Unknown tool: hidden"), (reply.Status, reply.Message));
    }

    [Fact]
    public async Task Who_is_not_known_gets_what_is_open_and_is_asked_who_it_is_for_anything_else()
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        await using var server = await StartAsync(issuer, Tool("open", new Microsoft.AspNetCore.Authorization.AllowAnonymousAttribute()));
        Assert.Equal("ran open", (await server.AskAsync(Call("open", null))).Text);
        Assert.Equal("open", Names(await server.AskAsync(Post.Modern("tools/list"))));
        foreach (var tool in new[] { "read", "silent", "no_such" })
        {
            var reply = await server.AskAsync(Call(tool, null));
            Assert.Equal((401, "Bearer " + Metadata), (reply.Status, reply.Headers["WWW-Authenticate"]));
            Assert.Equal("Say who calls: send Authorization: Bearer and a token.", reply.Message);
        }

        // A wrong token is no token.
        Assert.Equal(401, (await server.AskAsync(Call("open", "wrong"))).Status);
    }

    [Fact]
    public async Task AllowAnonymous_beside_authentication_opens_what_has_no_rules()
    {
        await using var server = await TestApp.StartAsync(app =>
        {
            app.AllowAnonymous();
            app.Components.AddRange(Tool("silent"), Tool("read", new RequireScopeAttribute("ops:read")));
            app.Authentication.AddTokens(options => options.Tokens.Add(new(TokenHash.Format("static"), "bob") { Scopes = ["ops:read"] }));
        });
        Assert.Equal("ran silent", (await server.AskAsync(Call("silent", null))).Text);
        Assert.Equal(401, (await server.AskAsync(Call("read", null))).Status);
        Assert.Equal("ran read", (await server.AskAsync(Call("read", "static"))).Text);
    }
}
