using System.Globalization;
using Fairlead.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Fairlead.Tests.Hosting;

/// <summary><c>--health</c>: what supervisors run to learn how a server is.</summary>
public sealed class HealthProbeTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_program_asks_the_server_that_runs_with_the_same_settings()
    {
        await using var server = ServerProcess.Start(["--transport", "http", "--port", "0"]);
        var url = await server.ListensAsync();
        string[] settings = ["--transport", "http", "--port", $"{url.Port}"];
        await using var probe = ServerProcess.Start([.. settings, "--health"]);
        var (code, output, error) = await probe.EndAsync();
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("{\"status\":\"healthy\",\"name\":\"fixture\"", output, StringComparison.Ordinal);

        await server.TerminateAsync();
        await server.EndAsync();
        await using var late = ServerProcess.Start([.. settings, "--health"]);
        (code, output, _) = await late.EndAsync();
        Assert.Equal(1, code);
        Assert.StartsWith($"http://127.0.0.1:{url.Port}/health does not answer: ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("0.0.0.0")]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Whatever_the_server_listens_on_is_asked_through_loopback(string host)
    {
        await using var app = await TestApp.StartAsync(app => app.Components.Add(HandMade.Greet()));
        Assert.Equal(0, (await AskAsync(new McpAppOptions { Transport = McpTransport.Http, Host = host, Port = app.Url.Port })).Code);
    }

    [Fact]
    public async Task A_server_that_is_not_well_is_told_by_the_exit_code()
    {
        await using var app = await TestApp.StartAsync(app =>
        {
            app.Components.Add(HandMade.Greet());
            app.Services.AddHealthChecks().AddCheck("database", () => HealthCheckResult.Unhealthy());
        });
        var (code, output) = await AskAsync(new McpAppOptions { Transport = McpTransport.Http, Port = app.Url.Port });
        Assert.Equal(1, code);
        Assert.Contains("\"database\":\"unhealthy\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_asked_says_what_to_write()
    {
        Assert.Equal((1, "Over stdio there is nobody to ask: --health is for --transport http.\n"), await AskAsync(new McpAppOptions()));
        Assert.Equal((1, "Mcp:Port is 0, so nobody knows which port to ask. Give the server one with --port.\n"), await AskAsync(new McpAppOptions { Transport = McpTransport.Http, Port = 0 }));
    }

    private static async Task<(int Code, string Output)> AskAsync(McpAppOptions options)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        return (await HealthProbe.RunAsync(options, output, Cancelled), output.ToString());
    }
}
