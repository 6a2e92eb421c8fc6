using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Fairlead.Authentication;
using Fairlead.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace Fairlead.Tests.Authentication;

/// <summary>JSON Web Tokens of an authorization server, and attacks on them.</summary>
public sealed class JwtTests
{
    private static Task<TestApp> StartAsync(AuthorizationServer issuer) => TestApp.StartAsync(app =>
    {
        Identity.Serve(app);
        app.Authentication.AddJwt(options =>
        {
            options.Authority = issuer.Url;
            options.Audience = AuthorizationServer.Audience;
        });
    });

    private static long In(int seconds) => DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds;

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    public async Task A_token_in_order_tells_who_calls(string algorithm)
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        await using var server = await StartAsync(issuer);
        Assert.Equal("alice [admin] [ops:read ops:write]", (await server.AskAsync(Identity.Ask(issuer.Token(algorithm: algorithm)))).Text);
    }

    // The specification: a server must not pass on the token that it was given.
    [Fact]
    public async Task The_token_is_passed_on_to_nobody()
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        await using var server = await StartAsync(issuer);
        var token = issuer.Token();
        Assert.Equal(200, (await server.AskAsync(Identity.Ask(token))).Status);
        Assert.Contains(issuer.Seen, static request => request.StartsWith("/.well-known/", StringComparison.Ordinal));
        Assert.All(issuer.Seen, request => Assert.DoesNotContain(token.Split('.')[1], request, StringComparison.Ordinal));
        Assert.All(issuer.Seen, static request => Assert.DoesNotContain("Authorization", request, StringComparison.OrdinalIgnoreCase));
    }

    public static TheoryData<string> Faults => ["audience", "no audience", "issuer", "no issuer", "expired", "no expiry", "not yet", "none", "HS256", "other key", "changed", "cut", "two parts", "none without signature"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_token_with_a_fault_is_invalid(string fault)
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        await using var server = await StartAsync(issuer);
        using var other = RSA.Create(2048);
        var good = issuer.Token();
        var token = fault switch
        {
            "audience" => issuer.Token(claims => claims["aud"] = "https://other.example.com/mcp"),
            "no audience" => issuer.Token(claims => claims.Remove("aud")),
            "issuer" => issuer.Token(claims => claims["iss"] = "https://evil.example.com"),
            "no issuer" => issuer.Token(claims => claims.Remove("iss")),
            "expired" => issuer.Token(claims => (claims["nbf"], claims["exp"]) = (In(-100), In(-40))),
            "no expiry" => issuer.Token(claims => claims.Remove("exp")),
            "not yet" => issuer.Token(claims => claims["nbf"] = In(300)),
            "none" => issuer.Token(algorithm: "none"),
            "HS256" => issuer.Token(algorithm: "HS256"),
            "other key" => issuer.Token(key: other),
            "changed" => string.Join('.', good.Split('.')[0], issuer.Token(claims => claims["sub"] = "root").Split('.')[1], good.Split('.')[2]),
            "cut" => good[..^10],
            "two parts" => good[..good.LastIndexOf('.')],
            _ => issuer.Token(algorithm: "none").TrimEnd('.'),
        };
        var reply = await server.AskAsync(Identity.Ask(token));
        Assert.Equal(401, reply.Status);
        Assert.StartsWith("Bearer error=\"invalid_token\", resource_metadata=", reply.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        Assert.StartsWith("alice ", (await server.AskAsync(Identity.Ask(good))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clocks_may_be_half_a_minute_apart()
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        await using var server = await StartAsync(issuer);
        Assert.Equal(200, (await server.AskAsync(Identity.Ask(issuer.Token(claims => (claims["nbf"], claims["exp"]) = (In(-100), In(-15)))))).Status);
        Assert.Equal(200, (await server.AskAsync(Identity.Ask(issuer.Token(claims => claims["nbf"] = In(15))))).Status);
    }

    [Fact]
    public async Task An_audience_may_be_one_of_several()
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        await using var server = await StartAsync(issuer);
        Assert.Equal(200, (await server.AskAsync(Identity.Ask(issuer.Token(claims => claims["aud"] = new JsonArray("https://x", AuthorizationServer.Audience))))).Status);
    }

    [Fact]
    public async Task A_new_key_is_fetched_when_it_is_first_used_and_the_old_one_no_longer_counts()
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        await using var server = await StartAsync(issuer);
        var old = issuer.Token();
        Assert.Equal(200, (await server.AskAsync(Identity.Ask(old))).Status);
        issuer.Rotate();

        // The keys are fetched in the background when an unknown one turns up.
        RawReply reply;
        do
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            reply = await server.AskAsync(Identity.Ask(issuer.Token()));
        }
        while (reply.Status == 401);
        Assert.StartsWith("alice ", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authorization_server_that_is_away_is_no_fault_of_the_caller()
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        issuer.IsBroken = true;
        await using var server = await StartAsync(issuer);
        var reply = await server.AskAsync(Identity.Ask(issuer.Token()));
        Assert.Equal(503, reply.Status);
        Assert.Equal("1", reply.Headers["Retry-After"]);
        Assert.Equal(401, (await server.AskAsync(Identity.Ask())).Status);
    }

    [Theory]
    [InlineData("https://10.0.0.5/jwks", "10.0.0.5 is a private address (RFC 1918): nothing is sent there unless JwtOptions.AllowPrivateAddresses = true.")]
    [InlineData("https://169.254.169.254/jwks", "169.254.169.254 is a link-local address (RFC 3927): nothing is sent there.")]
    [InlineData("https://[fd12::1]/jwks", "fd12::1 is a unique local address (RFC 4193): nothing is sent there unless")]
    [InlineData("http://login.example.com/jwks", "http://login.example.com is not https")]
    public async Task Metadata_do_not_lead_into_the_network_behind_the_server(string keys, string expected)
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        issuer.KeysUrl = keys;
        var log = new KeptLogs();
        await using var server = await TestApp.StartAsync(app =>
        {
            Identity.Serve(app);
            app.Logging.AddProvider(log);
            app.Authentication.AddJwt(options => (options.Authority, options.Audience) = (issuer.Url, AuthorizationServer.Audience));
        });
        Assert.Equal(503, (await server.AskAsync(Identity.Ask(issuer.Token()))).Status);
        Assert.Contains(log.Lines, line => line.Contains("could not find out who calls", StringComparison.Ordinal) && line.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_given_up_is_said_once_at_start(bool allows)
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        var log = new KeptLogs();
        await using var server = await TestApp.StartAsync(app =>
        {
            Identity.Serve(app);
            app.Configuration["Logging:LogLevel:Default"] = "Warning";
            app.Logging.AddProvider(log);
            app.Authentication.AddJwt(options => (options.Authority, options.Audience, options.AllowPrivateAddresses) = (issuer.Url, AuthorizationServer.Audience, allows));
            if (allows) app.Authentication.AddJwt(options => (options.Authority, options.Audience, options.Proxy) = (issuer.Url, "x", new("http://user:s3cret@127.0.0.1:3128")));
        });
        Assert.Equal(allows ? 1 : 0, log.Lines.Count(line => line.Contains("AllowPrivateAddresses", StringComparison.Ordinal)));
        Assert.Equal(allows ? 1 : 0, log.Lines.Count(line => line.Contains("through 127.0.0.1:3128 (Proxy)", StringComparison.Ordinal)));
        Assert.DoesNotContain(log.Lines, line => line.Contains("s3cret", StringComparison.Ordinal));
        Assert.Equal(200, (await server.AskAsync(Identity.Ask(issuer.Token()))).Status);
    }

    [Theory]
    [InlineData("https://login.example.com", false, false)]
    [InlineData("https://localhost.example.com", false, false)]
    [InlineData("https://10.0.0.5", false, false)]
    [InlineData("http://localhost:8080/realms/x", false, true)]
    [InlineData("https://127.0.0.1:8443", false, true)]
    [InlineData("https://login.example.com", true, false)]
    public void This_machine_is_reached_only_where_it_was_written(string authority, bool allowsPrivate, bool allowsLoopback)
    {
        var options = AuthorizationServerClient.OptionsFor(authority, allowsPrivate, "X", null, 1);
        Assert.Equal((allowsLoopback, allowsPrivate), (options.AllowsLoopback, options.AllowsPrivateAddresses));
    }

    [Fact]
    public async Task Clients_are_led_to_the_authorization_server()
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        await using var server = await TestApp.StartAsync(app =>
        {
            Identity.Serve(app);
            app.Hosting.Path = "/some/mcp";
            app.Authentication.Scopes.Add("ops:read");
            app.Authentication.AddJwt(options =>
            {
                options.Authority = issuer.Url;
                options.Audience = "orders";
            });
        });
        var metadata = $"http://{server.Url.Authority}/.well-known/oauth-protected-resource/some/mcp";
        var refused = await server.AskAsync(Identity.Ask());
        Assert.Equal($"Bearer resource_metadata=\"{metadata}\", scope=\"ops:read\"", refused.Headers["WWW-Authenticate"]);
        using var client = new HttpClient();
        using var reply = await client.GetAsync(new Uri(metadata), TestContext.Current.CancellationToken);
        Assert.Equal((200, "application/json"), ((int)reply.StatusCode, reply.Content.Headers.ContentType!.ToString()));
        Assert.Equal(
            $$"""{"resource":"{{server.Url}}","authorization_servers":["{{issuer.Url}}"],"scopes_supported":["ops:read"],"bearer_methods_supported":["header"],"resource_name":"test"}""",
            await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await using var connection = await RawHttp.ConnectAsync(server.Url);
        await connection.SendAsync(new Post("") { Verb = "GET" }.With("Host", "evil.example").Encode(new Uri(metadata)));
        Assert.Equal(403, (await connection.ReceiveAsync()).Status);
    }

    [Fact]
    public async Task Behind_a_proxy_the_audience_says_what_the_server_is_called()
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        await using var server = await StartAsync(issuer);
        Assert.Equal(
            "Bearer resource_metadata=\"https://mcp.example.com/.well-known/oauth-protected-resource/mcp\"",
            (await server.AskAsync(Identity.Ask())).Headers["WWW-Authenticate"]);
    }

    [Theory]
    [InlineData(null, "x", "Authority is")]
    [InlineData("http://login.example.com", "x", "must be the https URL")]
    [InlineData("https://login.example.com", null, "Audience is missing")]
    [InlineData("https://10.0.0.5", "x", "AddJwt: 10.0.0.5 is a private address (RFC 1918): nothing is sent there unless JwtOptions.AllowPrivateAddresses = true.")]
    [InlineData("https://[fe80::1]/", "x", "fe80::1 is a link-local address")]
    [InlineData("https://login.microsoftonline.com/common/v2.0", "x", "issues tokens of all tenants")]
    public void What_would_not_be_safe_does_not_start(string? authority, string? audience, string expected)
    {
        var app = McpApp.Create("test");
        app.Authentication.AddJwt(options => (options.Authority, options.Audience) = (authority, audience));
        var problems = new List<string>();
        McpAuthenticationBuilder.Bind(app.Authentication, app.Configuration, problems);
        Assert.Contains(expected, Assert.Single(problems), StringComparison.Ordinal);
    }
}
