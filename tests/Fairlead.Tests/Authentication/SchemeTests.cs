using Fairlead.Tests.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Tests.Authentication;

/// <summary>Schemes of ASP.NET Core, servers that others can reach, and callers over stdio.</summary>
public sealed class SchemeTests
{
    [Fact]
    public async Task A_scheme_of_the_application_tells_who_calls()
    {
        await using var server = await TestApp.StartAsync(app =>
        {
            app.Components.Add(HandMade.Tool("who", call =>
            {
                call.Result.SetText(call.Caller.Identity!.Name!);
                return default;
            }));
            app.Authorization.DefaultAccess = DefaultAccess.Authenticated;
            app.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("header", null);
            app.Authentication.AddScheme("header");
        });
        Assert.Equal("admin", (await server.AskAsync(Post.Call("who").With("X-User", "admin"))).Text);
        Assert.Equal(401, (await server.AskAsync(Post.Call("who"))).Status);
    }

    [Fact]
    public async Task A_scheme_that_nobody_registered_is_told_at_start()
    {
        var app = McpApp.Create("test", ["--port", "0"]);
        app.Authentication.AddScheme("heather");
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => app.RunAsync(McpTransport.Http, TestContext.Current.CancellationToken));
        Assert.Contains("There is no authentication scheme \"heather\"", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_authenticates_may_be_reached_by_others()
    {
        await using var server = await TestApp.StartAsync(app =>
        {
            Identity.Serve(app);
            app.Hosting.Host = "*";
            app.Hosting.AllowedHosts.Add("mcp.example.com");
            app.Authentication.AddTokens(options => options.Tokens.Add(new(Fairlead.Authentication.TokenHash.Format("t"), "alice")));
        });
        Assert.Equal(200, (await server.AskAsync(Identity.Ask("t").With("Host", "mcp.example.com"))).Status);
        Assert.Equal(401, (await server.AskAsync(Identity.Ask().With("Host", "mcp.example.com"))).Status);
    }

    [Fact]
    public async Task Over_stdio_the_environment_says_who_calls()
    {
        Assert.Equal("alice [admin] [ops:read ops:write]", await WhoAsync(new Dictionary<string, string>
        {
            ["MCP__Caller__Subject"] = "alice",
            ["MCP__Caller__Scopes"] = "ops:read,ops:write",
            ["MCP__Caller__Roles"] = "admin",
        }));
        Assert.Equal("nobody", await WhoAsync(new Dictionary<string, string>()));
    }

    [Fact]
    public async Task A_caller_without_a_name_is_a_mistake()
    {
        await using var process = ServerProcess.Start([], new Dictionary<string, string> { ["MCP__Caller__Scopes"] = "a", ["MCP__Caller__Name"] = "x" });
        var (code, _, error) = await process.EndAsync();
        Assert.Equal(2, code);
        Assert.Contains("Mcp:Caller:Subject is missing", error, StringComparison.Ordinal);
        Assert.Contains("Mcp:Caller:Name is no setting", error, StringComparison.Ordinal);
    }

    private static async Task<string> WhoAsync(Dictionary<string, string> environment)
    {
        await using var process = ServerProcess.Start([], environment);
        await process.Input.WriteLineAsync(System.Text.Encoding.UTF8.GetString(Identity.Ask().Body));
        process.Input.Close();
        var (_, output, _) = await process.EndAsync();
        return new RawReply(0, new Dictionary<string, string>(), output.Trim()).Text;
    }
}
