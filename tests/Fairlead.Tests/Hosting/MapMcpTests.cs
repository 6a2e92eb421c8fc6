using Fairlead.Components;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Tests.Hosting;

/// <summary>MCP servers within ASP.NET Core applications.</summary>
public sealed class MapMcpTests
{
    private static Tool Say(string name, Func<McpCall, string> text) => HandMade.Tool(name, call =>
    {
        call.Result.SetText(text(call));
        return default;
    });

    [Fact]
    public async Task Several_servers_live_in_one_application_each_with_its_own_conventions()
    {
        await using var app = await WebApp.StartAsync(
            builder =>
            {
                builder.Services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("header", null);
                builder.Services.AddAuthorizationBuilder().AddPolicy("Admins", policy => policy.RequireRole("admin"));
                builder.Services.AddMcp("shop", mcp => mcp.Components.Add(Say("buy", _ => "bought")));
                builder.Services.AddMcp("admin", mcp => mcp.Components.Add(Say("who", call => call.Caller.Identity?.Name ?? "nobody")));
            },
            app =>
            {
                app.MapMcp("/mcp", "shop");
                app.MapMcp("/admin/mcp", "admin").RequireAuthorization("Admins");
            });
        Assert.Equal("bought", (await app.AskAsync("/mcp", Post.Call("buy"))).Text);
        Assert.Equal(-32602, (await app.AskAsync("/mcp", Post.Call("who"))).Code);
        Assert.Equal(401, (await app.AskAsync("/admin/mcp", Post.Call("who"))).Status);
        Assert.Equal(403, (await app.AskAsync("/admin/mcp", Post.Call("who").With("X-User", "mallory"))).Status);
        Assert.Equal("admin", (await app.AskAsync("/admin/mcp", Post.Call("who").With("X-User", "admin"))).Text);
    }

    [Fact]
    public async Task The_only_server_needs_no_name_and_an_application_keeps_its_other_endpoints()
    {
        await using var app = await WebApp.StartAsync(
            builder => builder.Services.AddMcp("shop", mcp => mcp.Components.Add(Say("buy", _ => "bought"))),
            app =>
            {
                app.MapMcp();
                app.MapGet("/hello", (HttpContext context) => context.Response.WriteAsync("hello"));
            });
        Assert.Equal("bought", (await app.AskAsync("/mcp", Post.Call("buy"))).Text);
        Assert.Equal("hello", (await app.AskAsync("/hello", new Post("") { Verb = "GET" })).Body);
    }

    [Fact]
    public async Task A_changed_resource_is_told_to_clients_of_all_servers_that_have_it()
    {
        IMcpNotifier? notifier = null;
        await using var app = await WebApp.StartAsync(
            builder =>
            {
                builder.Services.AddMcp("shop", mcp => mcp.Components.Add(HandMade.Resource("docs://a")));
                builder.Services.AddMcp("admin", mcp => mcp.Components.Add(HandMade.Resource("docs://a")));
            },
            app =>
            {
                app.MapMcp("/mcp", "shop");
                app.MapMcp("/admin/mcp", "admin");
                notifier = app.Services.GetRequiredService<IMcpNotifier>();
            });
        await using var shop = await RawHttp.ConnectAsync(app.Url("/mcp"));
        await using var admin = await RawHttp.ConnectAsync(app.Url("/admin/mcp"));
        RawHttp[] clients = [shop, admin];
        foreach (var client in clients)
        {
            await client.SendAsync(Post.Modern("subscriptions/listen", "\"notifications\":{\"resourceSubscriptions\":[\"docs://a\"]}"));
            await client.ReceiveHeadAsync();
            Assert.Contains("acknowledged", await client.ReceiveChunkAsync(), StringComparison.Ordinal);
        }

        await notifier!.NotifyResourceUpdatedAsync("docs://a");
        foreach (var client in clients) Assert.Contains("\"uri\":\"docs://a\"", await client.ReceiveChunkAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_share_the_scope_of_their_request()
    {
        await using var app = await WebApp.StartAsync(
            builder =>
            {
                builder.Services.AddScoped<ScopedValue>();
                builder.Services.AddMcp("shop", mcp => mcp.Components.Add(Say("tenant", call => call.Services.GetRequiredService<ScopedValue>().Text)));
            },
            app =>
            {
                app.Use((context, next) =>
                {
                    context.RequestServices.GetRequiredService<ScopedValue>().Text = context.Request.Headers["X-Tenant"].ToString();
                    return next(context);
                });
                app.MapMcp();
            });
        Assert.Equal("acme", (await app.AskAsync("/mcp", Post.Call("tenant").With("X-Tenant", "acme"))).Text);
        Assert.Equal("zeta", (await app.AskAsync("/mcp", Post.Call("tenant").With("X-Tenant", "zeta"))).Text);
    }

    [Fact]
    public async Task Lifespans_are_opened_once_before_the_first_request_and_closed_at_the_end()
    {
        var events = new List<string>();
        await using (var app = await WebApp.StartAsync(
            builder =>
            {
                builder.Services.AddMcp("one", mcp =>
                {
                    mcp.Lifespan((_, _) => Task.FromResult(new Lifetime(events)));
                    mcp.Components.Add(Say("count", call => call.Services.GetRequiredService<Lifetime>().ToString()!));
                });
                builder.Services.AddMcp("two", mcp => mcp.Components.Add(Say("buy", _ => "bought")));
            },
            app =>
            {
                app.MapMcp("/one", "one");
                app.MapMcp("/two", "two");
            }))
        {
            Assert.Equal("open", (await app.AskAsync("/one", Post.Call("count"))).Text);
        }

        Assert.Equal(["opened", "closed"], events);
    }

    [Fact]
    public async Task Hosts_and_origins_are_guarded_here_too()
    {
        await using var app = await WebApp.StartAsync(
            builder => builder.Services.AddMcp("shop", mcp => mcp.Components.Add(Say("buy", _ => "bought"))),
            app =>
            {
                app.MapMcp();
                app.MapMcp("/public", configure: options =>
                {
                    options.AllowedHosts.Add("shop.example.com");
                    options.AllowedOrigins.Add("https://shop.example.com");
                });
            });
        var post = Post.Call("buy").With("Host", "shop.example.com").With("Origin", "https://shop.example.com");
        Assert.Equal(403, (await app.AskAsync("/mcp", post)).Status);
        Assert.Equal(200, (await app.AskAsync("/public", post)).Status);
        Assert.Equal(403, (await app.AskAsync("/public", post.With("Host", "rebound.example.net"))).Status);
    }

    [Fact]
    public async Task What_is_wrong_with_a_name_is_told_before_the_application_starts()
    {
        static void Two(WebApplicationBuilder builder) => builder.Services.AddMcp("shop", _ => { }).AddMcp("admin", _ => { });
        Assert.Contains("There are \"shop\", \"admin\"", await FailureAsync(Two, app => app.MapMcp("/mcp", "shpo")), StringComparison.Ordinal);
        Assert.Contains("Say which server to map", await FailureAsync(Two, app => app.MapMcp()), StringComparison.Ordinal);
        Assert.Contains("AddMcp", await FailureAsync(_ => { }, app => app.MapMcp()), StringComparison.Ordinal);
        Assert.Contains(
            "was added before",
            Assert.Throws<ArgumentException>(() => new ServiceCollection().AddMcp("shop", _ => { }).AddMcp("shop", _ => { })).Message,
            StringComparison.Ordinal);
    }

    private static async Task<string> FailureAsync(Action<WebApplicationBuilder> build, Action<WebApplication> map) =>
        (await Assert.ThrowsAsync<InvalidOperationException>(() => WebApp.StartAsync(build, map))).Message;

    private sealed class ScopedValue
    {
        public string Text { get; set; } = "";
    }

    private sealed class Lifetime : IDisposable
    {
        private readonly List<string> _events;

        public Lifetime(List<string> events)
        {
            _events = events;
            events.Add("opened");
        }

        public override string ToString() => "open";

        public void Dispose() => _events.Add("closed");
    }
}
