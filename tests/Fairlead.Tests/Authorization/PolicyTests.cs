using Fairlead.Components;
using Fairlead.Tests.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Tests.Authorization;

/// <summary><c>[Authorize]</c> and policies of ASP.NET Core, in somebody else's application.</summary>
public sealed class PolicyTests
{
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

    private static Task<WebApp> StartAsync(Action<AuthorizationBuilder>? policies, params Tool[] tools) => WebApp.StartAsync(
        builder =>
        {
            builder.Services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("header", null);
            if (policies is not null) policies(builder.Services.AddAuthorizationBuilder());
            builder.Services.AddMcp("shop", mcp => mcp.Components.AddRange(tools));
        },
        app => app.MapMcp());

    private static async Task<string> NamesAsync(WebApp app, string? user) => string.Join(
        ' ',
        (await app.AskAsync("/mcp", Post.Modern("tools/list").With("X-User", user))).Json.GetProperty("result").GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()));

    [Fact]
    public async Task Policies_roles_and_the_default_policy_decide_on_lists_and_calls()
    {
        await using var app = await StartAsync(
            builder => builder.AddPolicy("Named", policy => policy.RequireUserName("alice")).SetDefaultPolicy(new AuthorizationPolicyBuilder().RequireAssertion(context => context.User.Identity?.Name != "blocked" && context.User.Identity!.IsAuthenticated).Build()),
            Tool("open"),
            Tool("known", new AuthorizeAttribute()),
            Tool("named", new AuthorizeAttribute("Named")),
            Tool("role", new AuthorizeAttribute { Roles = "alice, carol" }),
            Tool("own", new OddLengthAttribute()),
            Tool("class_closed_method_open", new AuthorizeAttribute("Named"), new AllowAnonymousAttribute()),
            Tool("class_open_method_closed", new AllowAnonymousAttribute(), new AuthorizeAttribute("Named")));
        Assert.Equal("open class_closed_method_open", await NamesAsync(app, null));
        Assert.Equal("open known named role own class_closed_method_open class_open_method_closed", await NamesAsync(app, "alice"));
        Assert.Equal("open known role own class_closed_method_open", await NamesAsync(app, "carol"));
        Assert.Equal("open own class_closed_method_open", await NamesAsync(app, "blocked"));
        Assert.Equal("ran named", (await app.AskAsync("/mcp", Post.Call("named").With("X-User", "alice"))).Text);
        Assert.Equal("Unknown tool: named", (await app.AskAsync("/mcp", Post.Call("named").With("X-User", "carol"))).Message);
    }

    [Fact]
    public async Task Scopes_that_are_missing_are_asked_for_here_too()
    {
        await using var app = await StartAsync(null, Tool("guarded", new RequireScopeAttribute("orders:read")));
        var reply = await app.AskAsync("/mcp", Post.Call("guarded").With("X-User", "alice"));
        Assert.Equal((403, "Bearer error=\"insufficient_scope\", scope=\"orders:read\""), (reply.Status, reply.Headers["WWW-Authenticate"]));

        // The application does not say how its callers get in, so who is not known is told nothing.
        Assert.Equal((200, "Unknown tool: guarded"), ((await app.AskAsync("/mcp", Post.Call("guarded"))).Status, (await app.AskAsync("/mcp", Post.Call("guarded"))).Message));
    }

    [Theory]
    [InlineData("/tools/mcp", null, "/.well-known/oauth-protected-resource/tools/mcp")]
    [InlineData("tools/mcp/", null, "/.well-known/oauth-protected-resource/tools/mcp")]
    [InlineData("/tools/mcp", "https://shop.example.com/base/mcp", "https://shop.example.com/.well-known/oauth-protected-resource/base/mcp")]
    public async Task Who_lacks_scopes_is_led_to_the_authorization_server(string pattern, string? resource, string expected)
    {
        await using var app = await WebApp.StartAsync(
            builder =>
            {
                builder.Services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("header", null);
                builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
                builder.Services.AddMcp("shop", mcp => mcp.Components.Add(Tool("guarded", new RequireScopeAttribute("orders:read"))));
            },
            app => app.MapMcp(pattern, configure: options =>
            {
                options.AuthorizationServers.Add(new("https://login.example.com/"));
                options.Resource = resource is null ? null : new(resource);
            }).RequireAuthorization());
        var metadata = resource is null ? app.Url(expected) : new Uri(expected);
        var reply = await app.AskAsync("/tools/mcp", Post.Call("guarded").With("X-User", "alice"));
        Assert.Equal(
            (403, $"Bearer error=\"insufficient_scope\", resource_metadata=\"{metadata}\", scope=\"orders:read\""),
            (reply.Status, reply.Headers["WWW-Authenticate"]));

        // Read by those who have no token yet, although everything else asks for one.
        using var client = new HttpClient();
        using var read = await client.GetAsync(app.Url(metadata.AbsolutePath), TestContext.Current.CancellationToken);
        Assert.Equal(
            $$"""{"resource":"{{resource ?? app.Url("/tools/mcp").AbsoluteUri}}","authorization_servers":["https://login.example.com/"],"scopes_supported":["orders:read"],"bearer_methods_supported":["header"],"resource_name":"shop"}""",
            await read.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(401, (await app.AskAsync("/tools/mcp", Post.Call("guarded"))).Status);
    }

    [Fact]
    public async Task Metadata_that_clients_would_not_find_are_not_promised()
    {
        static Task<WebApp> StartAsync(Action<WebApplication> map) => WebApp.StartAsync(builder => builder.Services.AddMcp("shop", mcp => mcp.Components.Add(Tool("open"))), map);
        static void Lead(McpMapOptions options) => options.AuthorizationServers.Add(new("https://login.example.com"));
        var group = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(app => app.MapGroup("/tools").MapMcp("/mcp", configure: Lead)));
        Assert.Contains("on the application itself", group.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(app => app.MapMcp("/{tenant}/mcp", configure: Lead)));
        await using var fine = await StartAsync(app => app.MapGroup("/tools").MapMcp("/mcp"));
    }

    [Fact]
    public async Task A_caller_without_a_subject_has_limits_of_its_own()
    {
        await using var app = await WebApp.StartAsync(
            builder =>
            {
                builder.Services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("header", null);
                builder.Services.AddMcp("shop", mcp => mcp.RateLimit(1, "1h").Components.Add(Tool("buy")));
            },
            app => app.MapMcp());
        async Task<int> StatusAsync(string user) => (await app.AskAsync("/mcp", Post.Call("buy").With("X-User", user))).Status;
        Assert.Equal((200, 429, 200), (await StatusAsync("alice"), await StatusAsync("alice"), await StatusAsync("bob")));
    }

    [Fact]
    public async Task A_policy_that_fails_does_not_hold()
    {
        await using var app = await StartAsync(
            builder => builder.AddPolicy("Broken", policy => policy.RequireAssertion(context => context.User.Identity is null ? true : throw new InvalidOperationException("broken"))),
            Tool("open"),
            Tool("closed", new AuthorizeAttribute("Broken")),
            Tool("missing", new AuthorizeAttribute("NoSuchPolicy")));
        Assert.Equal("open", await NamesAsync(app, "alice"));
    }

    [Fact]
    public async Task Without_policies_Authorize_means_that_the_caller_is_known_and_in_the_role()
    {
        await using var app = await TestApp.StartAsync(app =>
        {
            app.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("header", null);
            app.Authentication.AddScheme("header");
            app.Components.AddRange(Tool("known", new AuthorizeAttribute()), Tool("role", new AuthorizeAttribute { Roles = "alice" }));
        });
        Assert.Equal("ran known", (await app.AskAsync(Post.Call("known").With("X-User", "bob"))).Text);
        Assert.Equal("Unknown tool: role", (await app.AskAsync(Post.Call("role").With("X-User", "bob"))).Message);
        Assert.Equal("ran role", (await app.AskAsync(Post.Call("role").With("X-User", "alice"))).Text);
    }

    [Fact]
    public async Task What_cannot_be_had_is_told_at_start()
    {
        var policy = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(app => app.Components.Add(Tool("x", new AuthorizeAttribute("Admins")))));
        Assert.Contains("AddPolicy(\"Admins\"", policy.Message, StringComparison.Ordinal);
        var scheme = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(app => app.Components.Add(Tool("x", new AuthorizeAttribute { AuthenticationSchemes = "header" }))));
        Assert.Contains("Add the scheme to app.Authentication", scheme.Message, StringComparison.Ordinal);
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class OddLengthAttribute : Attribute, IAuthorizationRequirementData, IAuthorizationRequirement
    {
        public IEnumerable<IAuthorizationRequirement> GetRequirements() =>
            [new Microsoft.AspNetCore.Authorization.Infrastructure.AssertionRequirement(context => context.User.Identity?.Name is { Length: 5 or 7 })];
    }
}
