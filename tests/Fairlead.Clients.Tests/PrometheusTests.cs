namespace Fairlead.Clients.Tests;

/// <summary>Debian's Prometheus reads what a server has measured.</summary>
public sealed class PrometheusTests : IDisposable
{
    private readonly HttpClient _http = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task The_text_has_nothing_that_promtool_would_change()
    {
        await using var server = await HttpSample.StartAsync("Greeter");
        await GreetAsync(server.Url);
        var text = await _http.GetStringAsync(new Uri(server.Url, "/metrics"), Cancelled);
        await using var promtool = ChildProcess.Start("promtool", "check", "metrics");
        await promtool.Process.StandardInput.WriteAsync(text.AsMemory(), Cancelled);
        var (exitCode, _) = await promtool.EndAsync();
        Assert.True(exitCode == 0, promtool.Error);
        Assert.Contains("mcp_tool_calls_total{outcome=\"ok\",tool=\"greet\"} 1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prometheus_scrapes_and_answers_what_dashboards_ask()
    {
        await using var server = await HttpSample.StartAsync("Greeter");
        for (var i = 0; i < 3; i++) await GreetAsync(server.Url);
        await using var prometheus = Prometheus.Start("fairlead", server.Url);
        Assert.Equal("3", await prometheus.AskAsync("sum(mcp_tool_calls_total{tool=\"greet\",outcome=\"ok\"})"));
        Assert.Equal("0", await prometheus.AskAsync("mcp_requests_in_flight"));
        Assert.Equal("3", await prometheus.AskAsync("sum(mcp_tool_duration_seconds_bucket{tool=\"greet\",le=\"+Inf\"})"));
        Assert.Equal("1", await prometheus.AskAsync("mcp_build_info{name=\"greeter\"}"));
    }

    private async Task GreetAsync(Uri url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        request.Headers.TryAddWithoutValidation("MCP-Protocol-Version", "2026-07-28");
        request.Headers.TryAddWithoutValidation("Mcp-Method", "tools/call");
        request.Headers.TryAddWithoutValidation("Mcp-Name", "greet");
        request.Content = new StringContent(
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"greet","arguments":{"name":"World"},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""",
            null,
            "application/json");
        using var reply = await _http.SendAsync(request, Cancelled);
        Assert.Contains("Hello, World!", await reply.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }
}
