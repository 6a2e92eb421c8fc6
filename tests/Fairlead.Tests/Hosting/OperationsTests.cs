using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using Fairlead.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Tests.Hosting;

/// <summary>What operators ask: health and metrics.</summary>
public sealed class OperationsTests : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly string _tool = $"tool_{Guid.NewGuid():N}";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Metrics_have_the_names_that_dashboards_ask_for()
    {
        await using var app = await TestApp.StartAsync(app => app.Components.Add(HandMade.Tool(_tool, call =>
        {
            call.Result.SetText("ok");
            return default;
        })));
        await app.AskAsync(Post.Call(_tool));
        await app.AskAsync(Post.Call(_tool));
        var lines = (await _http.GetStringAsync(new Uri(app.Url, "/metrics"), Cancelled)).Split('\n');
        Assert.Contains($"mcp_tool_calls_total{{outcome=\"ok\",tool=\"{_tool}\"}} 2", lines);
        Assert.Contains($"mcp_tool_duration_seconds_count{{tool=\"{_tool}\"}} 2", lines);
        Assert.Contains(lines, line => line.StartsWith($"mcp_tool_duration_seconds_bucket{{tool=\"{_tool}\",le=\"0.0005\"}}", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("mcp_server_operation_duration_seconds_count{", StringComparison.Ordinal) && line.Contains($"gen_ai_tool_name=\"{_tool}\"", StringComparison.Ordinal));
        Assert.Contains("mcp_build_info{name=\"test\",version=\"1.2.3\"} 1", lines);
        foreach (var name in (string[])["mcp_requests_in_flight", "mcp_rate_limit_rejections_total", "mcp_auth_failures_total", "mcp_audit_records_total", "mcp_audit_dropped_total", "mcp_subscriptions_active", "mcp_sessions_active"])
        {
            Assert.Contains(lines, line => line.StartsWith(name + "{} ", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    [InlineData("Forwarded", "for=192.0.2.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Host", "rebound.example.com")]
    [InlineData("Origin", "https://evil.example.com")]
    public async Task Metrics_are_for_programs_of_this_machine(string header, string value)
    {
        await using var app = await TestApp.StartAsync(app => app.Components.Add(HandMade.Greet()));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app.Url, "/metrics"));
        request.Headers.TryAddWithoutValidation(header, value);
        using var reply = await _http.SendAsync(request, Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
    }

    [Fact]
    public async Task Sessions_are_counted_while_they_are_open()
    {
        using var meters = new OwnMeters();
        await using var app = await TestApp.StartAsync(app => app.Services.AddSingleton<IMeterFactory>(meters));
        await using var connection = await app.ConnectAsync();
        var opened = await connection.AskAsync(Post.Legacy("initialize", "\"protocolVersion\":\"2025-11-25\"", version: null));
        Assert.Equal(1, meters.Read("mcp.sessions.active"));
        await connection.AskAsync(new Post("") { Verb = "DELETE" }.With("Mcp-Session-Id", opened.Headers["Mcp-Session-Id"]).With("MCP-Protocol-Version", "2025-11-25"));
        Assert.Equal(0, meters.Read("mcp.sessions.active"));
    }

    [Fact]
    public async Task Metrics_can_be_turned_off()
    {
        await using var app = await TestApp.StartAsync(app => app.Hosting.Metrics = false);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(new Uri(app.Url, "/metrics")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(new Uri(app.Url, "/health")));
    }

    [Fact]
    public async Task A_port_of_their_own_serves_metrics_and_health_and_nothing_else()
    {
        await using var app = await TestApp.StartAsync(app =>
        {
            app.Hosting.MetricsPort = 0;
            app.Components.Add(HandMade.Greet());
        });
        var own = app.App.OperationsUrl!;
        Assert.NotEqual(app.Url.Port, own.Port);
        using var scrape = new HttpRequestMessage(HttpMethod.Get, new Uri(own, "/metrics"));
        scrape.Headers.Host = "10.1.2.3:9464";
        using var metrics = await _http.SendAsync(scrape, Cancelled);
        Assert.Equal(HttpStatusCode.OK, metrics.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(new Uri(own, "/health/live")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(new Uri(app.Url, "/metrics")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(new Uri(app.Url, "/health/live")));
        await using var connection = await RawHttp.ConnectAsync(new Uri(own, "/mcp"));
        Assert.Equal(404, (await connection.AskAsync(Post.Call("greet"))).Status);
        Assert.Equal(200, (await app.AskAsync(Post.Call("greet", """{"name":"x"}"""))).Status);
    }

    [Fact]
    public async Task Metrics_that_others_may_read_are_told_of_at_start()
    {
        var logs = new KeptLogs();
        await using var app = await TestApp.StartAsync(app =>
        {
            app.AllowAnonymous();
            app.Hosting.Host = "*";
            app.Hosting.AllowedHosts.Add("mcp.example.com");
            app.Hosting.MetricsPort = 0;
            app.Configuration["Logging:LogLevel:Default"] = "Warning";
            app.Logging.AddProvider(logs);
        });
        Assert.Contains("Server test shows metrics and health to everybody who reaches port 0 (MetricsPort)", logs.Lines);
    }

    [Fact]
    public async Task Health_tells_status_version_and_uptime()
    {
        var time = new FakeTimeProvider();
        await using var app = await TestApp.StartAsync(_ => { }, time);
        time.Advance(TimeSpan.FromSeconds(90));
        foreach (var path in (string[])["/health", "/health/ready"])
        {
            Assert.Equal(
                """{"status":"healthy","name":"test","version":"1.2.3","uptimeSeconds":90,"checks":{"server":"healthy"}}""",
                await _http.GetStringAsync(new Uri(app.Url, path), Cancelled));
        }

        Assert.Equal("""{"status":"healthy","name":"test","version":"1.2.3","uptimeSeconds":90}""", await _http.GetStringAsync(new Uri(app.Url, "/health/live"), Cancelled));
    }

    [Fact]
    public async Task Checks_of_the_application_decide_whether_it_is_ready_but_not_whether_it_lives()
    {
        await using var app = await TestApp.StartAsync(app => app.Services.AddHealthChecks()
            .AddCheck("database", () => HealthCheckResult.Unhealthy("secret: the password is wrong"))
            .AddCheck("disk", () => HealthCheckResult.Degraded()));
        using var ready = await _http.GetAsync(new Uri(app.Url, "/health/ready"), Cancelled);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var body = await ready.Content.ReadAsStringAsync(Cancelled);
        Assert.Equal("unhealthy", JsonDocument.Parse(body).RootElement.GetProperty("checks").GetProperty("database").GetString());
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(new Uri(app.Url, "/health/live")));
    }

    [Fact]
    public async Task A_server_that_drains_is_not_ready()
    {
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        NamedServer? server = null;
        await using var app = await WebApp.StartAsync(
            builder =>
            {
                builder.Services.AddMcp("test", mcp => mcp.Components.Add(HandMade.Tool("hold", async call =>
                {
                    entered.SetResult();
                    await leave.Task;
                    call.Result.SetText("done");
                })));
                builder.Services.AddHealthChecks().AddMcp();
            },
            web =>
            {
                web.MapMcp();
                web.MapHealthChecks("/ready");
                server = web.Services.GetRequiredService<ServerDirectory>().Find(null);
            });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app.Url("/ready")));
        var call = app.AskAsync("/mcp", Post.Call("hold"));
        await entered.Task;
        var draining = server!.Running.DrainAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(app.Url("/ready")));
        leave.SetResult();
        Assert.Equal("done", (await call).Text);
        await draining;
    }

    private async Task<HttpStatusCode> StatusAsync(Uri url)
    {
        using var reply = await _http.GetAsync(url, Cancelled);
        return reply.StatusCode;
    }
}
