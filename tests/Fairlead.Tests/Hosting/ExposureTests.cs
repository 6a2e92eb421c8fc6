namespace Fairlead.Tests.Hosting;

/// <summary>A server that others can reach must be meant to be.</summary>
[Collection(nameof(Budgets.BudgetsAlone))]
public sealed class ExposureTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("*")]
    [InlineData("::")]
    [InlineData("192.168.1.10")]
    public void A_public_address_needs_hosts_and_a_word_on_callers(string host)
    {
        Assert.Equal(2, Start(McpApp.Create("test", ["--host", host])));
        Assert.Equal(2, Start(McpApp.Create("test", ["--host", host, "--allowed-hosts", "mcp.example.com"])));
        Assert.Equal(2, Start(McpApp.Create("test", ["--host", host]).AllowAnonymous()));
    }

    [Fact]
    public async Task A_public_server_serves_the_hosts_that_it_allows()
    {
        await using var server = await TestApp.StartAsync(app =>
        {
            app.AllowAnonymous();
            app.Hosting.Host = "*";
            app.Hosting.AllowedHosts.Add("mcp.example.com");
            app.Hosting.AllowedHosts.Add("*.internal.example");
            app.Hosting.AllowedOrigins.Add("https://app.example.com");
            app.Components.Add(HandMade.Greet());
        });
        Assert.Equal(200, await StatusAsync(server, "mcp.example.com"));
        Assert.Equal(200, await StatusAsync(server, "MCP.example.com:8443"));
        Assert.Equal(200, await StatusAsync(server, "a.internal.example"));
        Assert.Equal(403, await StatusAsync(server, "internal.example"));
        Assert.Equal(403, await StatusAsync(server, "evilinternal.example"));
        Assert.Equal(403, await StatusAsync(server, "other.example.com"));
        Assert.Equal(200, await StatusAsync(server, "mcp.example.com", "https://app.example.com"));
        Assert.Equal(403, await StatusAsync(server, "mcp.example.com", "http://app.example.com"));

        // A page of the visitor's own machine is none of the public server's.
        Assert.Equal(403, await StatusAsync(server, "mcp.example.com", "http://localhost:3000"));
    }

    private static async Task<int> StatusAsync(TestApp server, string host, string? origin = null) =>
        (await server.AskAsync(Post.Call("greet", """{"name":"x"}""").With("Host", host).With("Origin", origin))).Status;

    private static int Start(McpApp app)
    {
        var before = Environment.ExitCode;
        Environment.ExitCode = 0;
        Assert.True(app.RunAsync(McpTransport.Http, TestContext.Current.CancellationToken).IsCompletedSuccessfully);
        var code = Environment.ExitCode;
        Environment.ExitCode = before;
        return code;
    }
}
