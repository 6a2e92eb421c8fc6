using System.Text;
using Fairlead.Authentication;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Tests.Authentication;

/// <summary>Tokens about which an authorization server is asked.</summary>
public sealed class IntrospectionTests
{
    private static Task<TestApp> StartAsync(AuthorizationServer issuer, TimeProvider? time = null, Action<McpApp>? configure = null) => TestApp.StartAsync(
        app =>
        {
            Identity.Serve(app);
            configure?.Invoke(app);
            app.Authentication.AddIntrospection(options =>
            {
                options.Endpoint = new(issuer.Url + "/introspect");
                options.ClientId = "mcp:1";
                options.ClientSecret = "secret";
                options.Audience = AuthorizationServer.Audience;
                options.Issuer = issuer.Url;
            });
        },
        time);

    private static string Active(string more = "") => $$"""{"active":true,"sub":"dave","scope":"ops:read x","aud":["{{AuthorizationServer.Audience}}"],"roles":["r"]{{more}}}""";

    [Fact]
    public async Task An_active_token_tells_who_calls_and_is_asked_about_once_a_minute()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var issuer = await AuthorizationServer.StartAsync();
        issuer.Introspect = token => token == "opaque" ? Active() : """{"active":false}""";
        await using var server = await StartAsync(issuer, time);
        for (var i = 0; i < 3; i++) Assert.Equal("dave [r] [ops:read x]", (await server.AskAsync(Identity.Ask("opaque"))).Text);
        Assert.Equal(1, issuer.Asked);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("mcp%3A1:secret")), issuer.Credentials);
        time.Advance(TimeSpan.FromMinutes(1));
        issuer.Introspect = _ => """{"active":false}""";
        Assert.Equal(401, (await server.AskAsync(Identity.Ask("opaque"))).Status);
        Assert.Equal(2, issuer.Asked);
    }

    [Fact]
    public async Task An_answer_is_not_kept_beyond_the_life_of_the_token()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var issuer = await AuthorizationServer.StartAsync();
        var expires = time.GetUtcNow().ToUnixTimeSeconds() + 5;
        issuer.Introspect = _ => Active($",\"exp\":{expires}");
        await using var server = await StartAsync(issuer, time);
        Assert.Equal(200, (await server.AskAsync(Identity.Ask("opaque"))).Status);
        time.Advance(TimeSpan.FromSeconds(36));
        Assert.Equal(401, (await server.AskAsync(Identity.Ask("opaque"))).Status);
    }

    [Theory]
    [InlineData("""{"active":false}""")]
    [InlineData("""{"active":"true","sub":"x","aud":"https://mcp.example.com/mcp"}""")]
    [InlineData("""{"active":true,"sub":"x"}""")]
    [InlineData("""{"active":true,"sub":"x","aud":"https://other.example.com"}""")]
    [InlineData("""{"active":true,"aud":"https://mcp.example.com/mcp"}""")]
    [InlineData("""{"active":true,"sub":"x","aud":"https://mcp.example.com/mcp","iss":"https://evil.example"}""")]
    [InlineData("""{"active":true,"sub":"x","aud":"https://mcp.example.com/mcp","exp":1}""")]
    [InlineData("""{"active":true,"sub":"x","aud":"https://mcp.example.com/mcp","nbf":99999999999}""")]
    public async Task What_is_not_in_order_is_invalid(string answer)
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        issuer.Introspect = _ => answer;
        await using var server = await StartAsync(issuer);
        var reply = await server.AskAsync(Identity.Ask("opaque"));
        Assert.Equal(401, reply.Status);
        Assert.StartsWith("Bearer error=\"invalid_token\"", reply.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("")]
    public async Task An_answer_that_is_none_opens_nothing(string answer)
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        issuer.Introspect = _ => answer;
        await using var server = await StartAsync(issuer);
        Assert.Equal(503, (await server.AskAsync(Identity.Ask("opaque"))).Status);
    }

    [Theory]
    [InlineData("https://192.168.1.9/introspect", false, "AddIntrospection: 192.168.1.9 is a private address (RFC 1918): nothing is sent there unless IntrospectionOptions.AllowPrivateAddresses = true.")]
    [InlineData("https://192.168.1.9/introspect", true, null)]
    [InlineData("https://169.254.169.254/introspect", true, "169.254.169.254 is a link-local address")]
    [InlineData("https://[::ffff:10.0.0.1]/introspect", false, "is a private address")]
    public void An_endpoint_at_a_private_address_has_to_be_meant(string endpoint, bool allows, string? expected)
    {
        var app = McpApp.Create("test");
        app.Authentication.AddIntrospection(options =>
        {
            (options.Endpoint, options.AllowPrivateAddresses) = (new(endpoint), allows);
            (options.ClientId, options.ClientSecret, options.Audience) = ("mcp", "secret", "x");
        });
        var problems = new List<string>();
        McpAuthenticationBuilder.Bind(app.Authentication, app.Configuration, problems);
        if (expected is null) Assert.Empty(problems);
        else Assert.Contains(expected, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_ways_are_asked_in_turn()
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        issuer.Introspect = token => token == "opaque" ? Active() : """{"active":false}""";
        await using var server = await StartAsync(issuer, configure: app =>
        {
            app.Authentication.AddTokens(options => options.Tokens.Add(new(TokenHash.Format("static"), "alice")));
            app.Authentication.AddJwt(options => (options.Authority, options.Audience) = (issuer.Url, AuthorizationServer.Audience));
        });
        Assert.StartsWith("alice []", (await server.AskAsync(Identity.Ask("static"))).Text, StringComparison.Ordinal);
        Assert.StartsWith("alice [admin]", (await server.AskAsync(Identity.Ask(issuer.Token()))).Text, StringComparison.Ordinal);
        Assert.Equal(0, issuer.Asked);
        Assert.StartsWith("dave ", (await server.AskAsync(Identity.Ask("opaque"))).Text, StringComparison.Ordinal);
        Assert.Equal(401, (await server.AskAsync(Identity.Ask("nobody's"))).Status);
    }

    [Fact]
    public void The_cache_is_bounded_and_forgets_the_oldest()
    {
        var time = new FakeTimeProvider();
        var cache = new IntrospectionCache(3, time);
        var result = Microsoft.AspNetCore.Authentication.AuthenticateResult.NoResult();
        for (var i = 0; i < 5; i++) cache.Keep($"{i}", result, time.GetUtcNow() + TimeSpan.FromMinutes(1));
        Assert.Equal(3, cache.Count);
        Assert.Null(cache.Find("1"));
        Assert.NotNull(cache.Find("4"));
        cache.Keep("4", result, time.GetUtcNow() + TimeSpan.FromMinutes(2));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(cache.Find("4"));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(cache.Find("4"));
    }
}
