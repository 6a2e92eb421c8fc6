using System.Text.Json;
using Fairlead.Components;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairlead.Tests.Budgets;

/// <summary>What a request may allocate above a no-op endpoint of the same application.</summary>
[Collection(nameof(BudgetsAlone))]
public sealed class AllocationTests
{
#if DEBUG
    // Without optimization every state machine of an async method is an object, even where nothing is awaited.
    private const double Budget = 1024;
#else
    // Measured: 0. The rest is for code that the compiler has not got round to optimizing on a busy machine.
    private const double Budget = 256;
#endif

    // Beyond the budget: the call's place among those that can be cancelled, and how it finds its session.
    private const double SessionBudget = Budget + 512;

    // Of the 2,560 bytes that a call may cost with all of production on. The record, its JSON, and the chain, in all threads.
    private const double AuditBudget = 1200;

    // A dispatch to the thread pool would leave the endpoint waiting: counted exactly, unlike the work items of a busy process.
    private int _waits;

    private static Tool ThreeScalars(params object[] metadata) => new()
    {
        Name = "greet",
        Metadata = metadata,
        InputSchema = """{"type":"object"}"""u8.ToArray(),
        Invoke = static call =>
        {
            var reader = new Utf8JsonReader(call.Arguments.Span);
            var sum = 0;
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.Number) sum += reader.GetInt32();
                else if (reader.TokenType == JsonTokenType.String) sum += reader.ValueSpan.Length;
            }

            var writer = call.Result.Rewrite();
            writer.WriteStartObject();
            writer.WriteStartArray("content"u8);
            writer.WriteStartObject();
            writer.WriteString("type"u8, "text"u8);
            writer.WriteString("text"u8, sum > 0 ? "Hello, World!"u8 : "no"u8);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
            return default;
        },
    };

    private static Post Call => Post.Call("greet", """{"name":"World","times":3,"loud":true}""");

    [Fact]
    public async Task A_call_of_a_tool_costs_little_more_than_nothing()
    {
        await using var app = await StartAsync(mcp => mcp.Components.Add(ThreeScalars()));
        var extra = Extra(app, Call, "Hello, World!");
        Assert.InRange(extra.Bytes, -100, Budget);
        Assert.Equal(0, _waits);
    }

    [Fact]
    public async Task A_call_of_a_tool_of_an_own_application_costs_little_more_than_nothing()
    {
        await using var noop = await StartAsync(mcp => mcp.Components.Add(ThreeScalars()));
        await using var own = await TestApp.StartAsync(app => app.Components.Add(ThreeScalars()));
        using var nothing = new BusyClient(new(noop.Urls.First() + "/noop"), Call.Encode(new(noop.Urls.First() + "/noop")));
        using var client = new BusyClient(own.Url, Call.Encode(own.Url));
        var (least, cost) = (Cost.Of(nothing), Cost.Of(client));
        Report("tools/call (McpApp)", least, cost);
        Assert.InRange(cost.Bytes - least.Bytes, -1024, Budget);
    }

    [Fact]
    public async Task A_call_in_a_session_costs_little_more_than_nothing()
    {
        await using var app = await StartAsync(mcp => mcp.Components.Add(ThreeScalars()));
        await using var connection = await RawHttp.ConnectAsync(new(app.Urls.First() + "/mcp"));
        var opened = await connection.AskAsync(Post.Legacy("initialize", "\"protocolVersion\":\"2025-11-25\"", version: null));
        var call = Post.Legacy("tools/call", """
            "name":"greet","arguments":{"name":"World","times":3,"loud":true}
            """).With("Mcp-Session-Id", opened.Headers["Mcp-Session-Id"]);
        var extra = Extra(app, call, "Hello, World!");
        Assert.InRange(extra.Bytes, -100, SessionBudget);
        Assert.Equal(0, _waits);
    }

    [Fact]
    public async Task Measuring_a_call_for_a_scraper_allocates_nothing()
    {
        await using var silent = await TestApp.StartAsync(app =>
        {
            app.Hosting.Metrics = false;
            app.Components.Add(ThreeScalars());
        });
        await using var measured = await TestApp.StartAsync(app => app.Components.Add(ThreeScalars()));
        using var first = new BusyClient(silent.Url, Call.Encode(silent.Url));
        using var second = new BusyClient(measured.Url, Call.Encode(measured.Url));
        var (least, cost) = (Cost.Of(first), Cost.Of(second));
        Report("tools/call, measured", least, cost);
        Assert.InRange(cost.Bytes - least.Bytes, -Budget, 64);
        using var http = new HttpClient();
        var metrics = await http.GetStringAsync(new Uri(measured.Url, "/metrics"), TestContext.Current.CancellationToken);
        Assert.Matches("""mcp_tool_calls_total\{.*tool="greet".*\} \d{4,}""", metrics);
    }

    [Fact]
    public async Task An_audited_and_measured_call_leaves_room_in_the_budget_of_production()
    {
        await using var silent = await TestApp.StartAsync(app =>
        {
            app.Hosting.Metrics = false;
            app.Components.Add(ThreeScalars());
        });
        await using var audited = await TestApp.StartAsync(app =>
        {
            app.Components.Add(ThreeScalars());
            app.Audit.To(new CountingSink());
        });
        using var first = new BusyClient(silent.Url, Call.Encode(silent.Url));
        using var second = new BusyClient(audited.Url, Call.Encode(audited.Url));
        var (least, cost) = (Cost.Of(first), Cost.Of(second));
        Report("tools/call, audited and measured", least, cost);
        Assert.InRange(cost.Bytes - least.Bytes, 0, AuditBudget);
    }

    [Fact]
    public async Task A_call_with_all_of_production_on_costs_less_than_two_and_a_half_kilobytes()
    {
        await using var noop = await StartAsync(mcp => mcp.Components.Add(ThreeScalars()));
        await using var own = await TestApp.StartAsync(app =>
        {
            app.Components.Add(ThreeScalars(new RequireScopeAttribute("ops:read"), new RateLimitAttribute(1_000_000_000) { Per = "24h" }));
            app.RateLimit(1_000_000_000, "24h");
            app.Authentication.AddTokens(options => options.Tokens.Add(new(Fairlead.Authentication.TokenHash.Format("token"), "alice") { Scopes = ["ops:read"] }));
            app.Audit.To(new CountingSink());
        });
        var call = Call.With("Authorization", "Bearer token");
        using var nothing = new BusyClient(new(noop.Urls.First() + "/noop"), call.Encode(new(noop.Urls.First() + "/noop")));
        using var client = new BusyClient(own.Url, call.Encode(own.Url));
        Assert.Contains("Hello, World!", client.Reply, StringComparison.Ordinal);
        var (least, cost) = (Cost.Of(nothing), Cost.Of(client));
        Report("tools/call (token, scope, limits, audit, metrics)", least, cost);
        Assert.InRange(cost.Bytes - least.Bytes, 0, 2560);
    }

    [Fact]
    public async Task A_call_with_a_token_a_scope_and_limits_costs_less_than_a_kilobyte()
    {
        await using var noop = await StartAsync(mcp => mcp.Components.Add(ThreeScalars()));
        await using var own = await TestApp.StartAsync(app =>
        {
            app.Components.Add(ThreeScalars(new RequireScopeAttribute("ops:read"), new RateLimitAttribute(1_000_000_000) { Per = "24h" }));
            app.Components.AddRange(Enumerable.Range(0, 1000).Select(i => HandMade.Tool($"tool_{i}", static _ => default)));
            app.RateLimit(1_000_000_000, "24h");
            app.Authentication.AddTokens(options => options.Tokens.Add(new(Fairlead.Authentication.TokenHash.Format("token"), "alice") { Scopes = ["ops:read"] }));
        });
        var call = Call.With("Authorization", "Bearer token");
        using var nothing = new BusyClient(new(noop.Urls.First() + "/noop"), call.Encode(new(noop.Urls.First() + "/noop")));
        using var client = new BusyClient(own.Url, call.Encode(own.Url));
        Assert.Contains("Hello, World!", client.Reply, StringComparison.Ordinal);
        var (least, cost) = (Cost.Of(nothing), Cost.Of(client));
        Report("tools/call (token, scope, limits)", least, cost);
        Assert.InRange(cost.Bytes - least.Bytes, -1024, 1024);
    }

    [Fact]
    public async Task A_list_of_a_hundred_tools_is_a_copy_of_bytes()
    {
        await using var app = await StartAsync(mcp => mcp.Components.AddRange(
            Enumerable.Range(0, 100).Select(i => HandMade.Tool($"tool_{i}", static _ => default))));
        var extra = Extra(app, Post.Modern("tools/list"), "tool_99");
        Assert.InRange(extra.Bytes, -100, Budget);
        Assert.Equal(0, _waits);
    }

    [Fact]
    public async Task A_call_costs_the_same_with_ten_tools_and_with_ten_thousand()
    {
        Cost[] costs = [default, default];
        int[] counts = [10, 10_000];
        for (var i = 0; i < counts.Length; i++)
        {
            await using var app = await StartAsync(mcp => mcp.Components.AddRange(
                Enumerable.Range(1, counts[i] - 1).Select(n => HandMade.Tool($"tool_{n}", static _ => default)).Prepend(ThreeScalars())));
            costs[i] = Extra(app, Call, "Hello, World!");
        }

        Assert.InRange(costs[1].Bytes - costs[0].Bytes, -32, 32);
    }

    private async Task<WebApplication> StartAsync(Action<McpServerBuilder> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Services.AddMcp("test", configure);
        var app = builder.Build();
        app.Use(next => context =>
        {
            var answering = next(context);
            if (!answering.IsCompleted) Interlocked.Increment(ref _waits);
            return answering;
        });
        app.MapMcp();
        app.MapPost("/noop", static (HttpContext _) => Task.CompletedTask);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static Cost Extra(WebApplication app, Post post, string expected)
    {
        var (mcp, noop) = (new Uri(app.Urls.First() + "/mcp"), new Uri(app.Urls.First() + "/noop"));
        using var nothing = new BusyClient(noop, post.Encode(noop));
        using var client = new BusyClient(mcp, post.Encode(mcp));
        Assert.Contains(expected, client.Reply, StringComparison.Ordinal);
        var (least, cost) = (Cost.Of(nothing), Cost.Of(client));
        Report(expected, least, cost);
        return new(cost.Bytes - least.Bytes, cost.Hops - least.Hops);
    }

    private static void Report(string what, Cost least, Cost cost) => TestContext.Current.SendDiagnosticMessage(
        "{0}: {1:0} bytes and {2:0.00} work items above a no-op's {3:0} and {4:0.00}",
        what, cost.Bytes - least.Bytes, cost.Hops - least.Hops, least.Bytes, least.Hops);
}
