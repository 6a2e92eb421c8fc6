using Fairlead.Authentication;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Tests.Authentication;

/// <summary>Tokens and API keys that the server knows by their hashes.</summary>
public sealed class TokenTests
{
    private const string Token = "fl_correct-horse-battery-staple";

    private static StaticToken Alice => new(TokenHash.Format(Token), "alice") { Roles = ["admin"], Scopes = ["ops:read", "ops:write"] };

    [Fact]
    public async Task Tokens_are_set_for_a_server_that_starts_and_not_for_one_that_only_says_its_version()
    {
        var wasSet = false;
        var app = McpApp.Create("test", ["--version"]);
        app.Authentication.AddTokens(_ => wasSet = true);
        await app.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.False(wasSet);
    }

    private static Task<TestApp> StartAsync(Action<TokenOptions>? configure = null, TimeProvider? time = null) => TestApp.StartAsync(
        app =>
        {
            Identity.Serve(app);
            app.Authentication.AddTokens(options =>
            {
                options.Tokens.Add(Alice);
                configure?.Invoke(options);
            });
        },
        time);

    [Fact]
    public async Task The_owner_of_a_token_is_the_caller()
    {
        await using var server = await StartAsync();
        Assert.Equal("alice [admin] [ops:read ops:write]", (await server.AskAsync(Identity.Ask(Token))).Text);
    }

    [Fact]
    public async Task Without_a_token_the_challenge_names_no_error()
    {
        await using var server = await StartAsync();
        var reply = await server.AskAsync(Identity.Ask());
        Assert.Equal((401, "Bearer realm=\"test\""), (reply.Status, reply.Headers["WWW-Authenticate"]));
        Assert.Equal(-32600, reply.Code);
    }

    [Theory]
    [InlineData("fl_wrong")]
    [InlineData("fl_correct-horse-battery-stapl")]
    [InlineData("fl_correct-horse-battery-staple2")]
    [InlineData("sha256:0")]
    [InlineData("ü")]
    public async Task A_wrong_token_is_invalid(string token)
    {
        await using var server = await StartAsync();
        var reply = await server.AskAsync(Identity.Ask(token));
        Assert.Equal((401, "Bearer error=\"invalid_token\""), (reply.Status, reply.Headers["WWW-Authenticate"]));
    }

    [Fact]
    public async Task The_hash_is_no_token()
    {
        await using var server = await StartAsync();
        Assert.Equal(401, (await server.AskAsync(Identity.Ask(Alice.Hash))).Status);
        Assert.Equal(401, (await server.AskAsync(Identity.Ask(Alice.Hash["sha256:".Length..]))).Status);
    }

    [Fact]
    public async Task A_token_in_the_url_or_in_a_second_header_counts_for_nothing()
    {
        await using var server = await StartAsync();
        await using var connection = await RawHttp.ConnectAsync(server.Url);
        await connection.SendAsync(Identity.Ask().Encode(new Uri($"{server.Url}?access_token={Token}")));
        Assert.Equal(401, (await connection.ReceiveAsync()).Status);
        Assert.Equal(401, (await server.AskAsync(Identity.Ask("x").And("Authorization", "Bearer " + Token))).Status);
        Assert.Equal(401, (await server.AskAsync(Identity.Ask().With("Authorization", "Basic " + Token))).Status);
        Assert.Equal(401, (await server.AskAsync(Identity.Ask().With("X-API-Key", Token))).Status);
    }

    [Fact]
    public async Task An_api_key_comes_in_the_header_that_was_named()
    {
        await using var server = await StartAsync(options => options.ApiKeyHeader = "X-API-Key");
        Assert.StartsWith("alice ", (await server.AskAsync(Identity.Ask().With("X-API-Key", Token))).Text, StringComparison.Ordinal);
        Assert.StartsWith("alice ", (await server.AskAsync(Identity.Ask(Token))).Text, StringComparison.Ordinal);
        Assert.Equal(401, (await server.AskAsync(Identity.Ask().With("X-API-Key", "wrong"))).Status);
    }

    [Fact]
    public async Task A_token_ends_at_its_time()
    {
        var time = new FakeTimeProvider();
        var ends = time.GetUtcNow() + TimeSpan.FromMinutes(5);
        await using var server = await StartAsync(options => options.Tokens.Add(new(TokenHash.Format("short"), "bob") { Expires = ends }), time);
        Assert.StartsWith("bob ", (await server.AskAsync(Identity.Ask("short"))).Text, StringComparison.Ordinal);
        time.Advance(TimeSpan.FromMinutes(5));
        var reply = await server.AskAsync(Identity.Ask("short"));
        Assert.Equal((401, "Bearer error=\"invalid_token\""), (reply.Status, reply.Headers["WWW-Authenticate"]));
    }

    [Fact]
    public async Task Tokens_come_from_configuration()
    {
        await using var server = await TestApp.StartAsync(app =>
        {
            Identity.Serve(app);
            app.Configuration["Mcp:Tokens:0:Hash"] = TokenHash.Format(Token);
            app.Configuration["Mcp:Tokens:0:Subject"] = "carol";
            app.Configuration["Mcp:Tokens:0:Scopes"] = "a, b";
            app.Configuration["Mcp:Tokens:0:Roles:0"] = "x";
            app.Configuration["Mcp:Tokens:0:Roles:1"] = "y";
            app.Configuration["Mcp:Tokens:0:Expires"] = "2999-01-01T00:00:00Z";
            app.Authentication.AddTokens();
        });
        Assert.Equal("carol [x y] [a b]", (await server.AskAsync(Identity.Ask(Token))).Text);
    }

    [Fact]
    public void What_is_wrong_with_a_token_is_told_without_showing_it()
    {
        var app = McpApp.Create("test");
        app.Configuration["Mcp:Tokens:0:Hash"] = Token;
        app.Configuration["Mcp:Tokens:0:Scope"] = "a";
        app.Configuration["Mcp:Tokens:0:Expires"] = "soon";
        var unread = new List<string>();
        McpAuthenticationBuilder.Bind(null, app.Configuration, unread);
        Assert.Contains("app.Authentication.AddTokens()", Assert.Single(unread), StringComparison.Ordinal);
        var problems = new List<string>();
        McpAuthenticationBuilder.Bind(app.Authentication.AddTokens(), app.Configuration, problems);
        Assert.Equal(4, problems.Count);
        Assert.Contains(problems, problem => problem.StartsWith("Mcp:Tokens:0:Scope is no setting", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("Mcp:Tokens:0:Subject is missing", StringComparison.Ordinal));
        Assert.DoesNotContain(problems, problem => problem.Contains(Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_by_host_comes_before_the_challenge_and_the_challenge_before_all_others()
    {
        await using var server = await StartAsync();
        Assert.Equal(403, (await server.AskAsync(Identity.Ask().With("Host", "evil.example"))).Status);
        Assert.Equal(403, (await server.AskAsync(Identity.Ask(Token).With("Origin", "https://evil.example"))).Status);
        Assert.Equal(401, (await server.AskAsync(Identity.Ask().With("Content-Type", "text/plain"))).Status);
        Assert.Equal(401, (await server.AskAsync(Identity.Ask().With("Accept", "text/html"))).Status);
        Assert.Equal(401, (await server.AskAsync(new Post(new string('x', 10)) { Verb = "GET" })).Status);
        Assert.Equal(401, (await server.AskAsync(new Post("{"))).Status);
        Assert.Equal(415, (await server.AskAsync(Identity.Ask(Token).With("Content-Type", "text/plain"))).Status);
    }

    [Fact]
    public async Task A_session_is_its_owners_and_needs_the_token_each_time()
    {
        await using var server = await StartAsync(options => options.Tokens.Add(new(TokenHash.Format("bob"), "bob")));
        var opened = await server.AskAsync(Post.Legacy("initialize", "\"protocolVersion\":\"2025-11-25\"", version: null).With("Authorization", "Bearer " + Token));
        Post Call(string? token) => Post.Legacy("tools/call", "\"name\":\"who\"").With("Mcp-Session-Id", opened.Headers["Mcp-Session-Id"]).With("Authorization", token is null ? null : "Bearer " + token);
        Assert.StartsWith("alice ", (await server.AskAsync(Call(Token))).Text, StringComparison.Ordinal);
        Assert.Equal(401, (await server.AskAsync(Call(null))).Status);
        Assert.Equal(404, (await server.AskAsync(Call("bob"))).Status);
    }

    [Fact]
    public async Task The_oldest_transport_asks_for_the_token_too()
    {
        await using var server = await TestApp.StartAsync(app =>
        {
            Identity.Serve(app);
            app.Hosting.LegacySse = true;
            app.Authentication.AddTokens(options => options.Tokens.Add(Alice));
        });
        using var client = new HttpClient();
        using var stream = await client.GetAsync(new Uri(server.Url, "/sse"), TestContext.Current.CancellationToken);
        Assert.Equal("Bearer realm=\"test\"", stream.Headers.WwwAuthenticate.ToString());
        using var message = await client.PostAsync(new Uri(server.Url, "/message?sessionId=x"), new StringContent("{}"), TestContext.Current.CancellationToken);
        Assert.Equal((401, 401), ((int)stream.StatusCode, (int)message.StatusCode));
    }

    [Fact]
    public async Task Only_tokens_mean_that_there_is_no_metadata_to_lead_clients_astray()
    {
        await using var server = await StartAsync();
        await using var connection = await RawHttp.ConnectAsync(server.Url);
        await connection.SendAsync(new Post("") { Verb = "GET" }.Encode(new Uri(server.Url, "/.well-known/oauth-protected-resource/mcp")));
        Assert.Equal(404, (await connection.ReceiveAsync()).Status);
    }
}
