using System.Diagnostics.Metrics;
using Fairlead.Components;
using Fairlead.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Core.Tests.Telemetry;

public sealed class MetricsTests : IDisposable
{
    private const string Modern = "mcp.protocol.version=2026-07-28";

    private readonly Meters _meters = new();

    public void Dispose() => _meters.Dispose();

    [Fact]
    public async Task A_call_is_measured_by_its_registered_name()
    {
        await using var client = await ConnectAsync();
        await client.AskAsync(Messages.Call("echo", """{"secret":"s3cret"}"""));
        await client.AskAsync(Messages.Modern("prompts/get", "\"name\":\"draft\""));
        await client.AskAsync(Messages.Modern("tools/list"));
        Assert.Equal(
            [
                $"gen_ai.operation.name=execute_tool gen_ai.tool.name=echo mcp.method.name=tools/call {Modern}",
                $"gen_ai.prompt.name=draft mcp.method.name=prompts/get {Modern}",
                $"mcp.method.name=tools/list {Modern}",
            ],
            _meters.TagsOf("mcp.server.operation.duration"));
        Assert.Equal(["outcome=ok tool=echo"], _meters.TagsOf("mcp.tool.calls"));
        Assert.Equal(["tool=echo"], _meters.TagsOf("mcp.tool.duration"));
    }

    [Fact]
    public async Task Durations_are_seconds_in_the_buckets_of_the_convention_and_finer_ones()
    {
        await using var client = await ConnectAsync();
        await client.AskAsync(Messages.Call("echo"));
        var histogram = (Histogram<double>)_meters.Find("mcp.server.operation.duration");
        Assert.Equal("s", histogram.Unit);
        Assert.Equal(
            [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300],
            histogram.Advice!.HistogramBucketBoundaries!);
    }

    [Fact]
    public async Task Failures_say_of_which_kind_they_are()
    {
        await using var client = await ConnectAsync();
        await client.AskAsync(Messages.Call("fail"));
        await client.AskAsync(Messages.Modern("resources/read", "\"uri\":\"none://at/all\""));
        var tool = $"gen_ai.operation.name=execute_tool gen_ai.tool.name=fail mcp.method.name=tools/call {Modern}";
        Assert.Equal(
            [
                $"error.type=tool_error {tool}",
                $"error.type=-32602 mcp.method.name=resources/read {Modern} rpc.response.status_code=-32602",
            ],
            _meters.TagsOf("mcp.server.operation.duration"));
        Assert.Equal(["outcome=tool_error tool=fail"], _meters.TagsOf("mcp.tool.calls"));
    }

    [Fact]
    public async Task Names_that_a_client_makes_up_are_no_labels()
    {
        await using var client = await ConnectAsync();
        for (var i = 0; i < 3; i++)
        {
            await client.AskAsync(Messages.Call($"invented_{i}"));
            await client.AskAsync(Messages.Modern($"invented/{i}"));
        }

        Assert.Equal(["outcome=error tool=_OTHER"], _meters.TagsOf("mcp.tool.calls").Distinct());
        Assert.Equal(2, _meters.TagsOf("mcp.server.operation.duration").Distinct().Count());
        Assert.DoesNotContain(_meters.TagsOf("mcp.server.operation.duration"), tags => tags.Contains("invented", StringComparison.Ordinal));
        Assert.Contains($"error.type=-32601 mcp.method.name=_OTHER {Modern} rpc.response.status_code=-32601", _meters.TagsOf("mcp.server.operation.duration"));
    }

    [Fact]
    public async Task A_timeout_and_a_question_are_told_apart_from_results()
    {
        await using var client = await ConnectAsync();
        await client.SendAsync(Messages.Call("slow"));
        var reply = client.ReceiveAsync();
        await client.AdvanceUntilAsync(reply, TimeSpan.FromSeconds(1));
        Assert.Contains("timed out", await reply, StringComparison.Ordinal);
        Assert.Equal(["outcome=timeout tool=slow"], _meters.TagsOf("mcp.tool.calls"));
    }

    [Fact]
    public async Task What_runs_now_is_counted_while_it_runs()
    {
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        await using var client = await ConnectAsync(app => app.Components.Add(HandMade.Tool("hold", async call =>
        {
            entered.SetResult();
            await leave.Task;
            call.Result.SetText("done");
        })));
        Assert.Equal(0, _meters.Read("mcp.requests.in_flight"));
        await client.SendAsync(Messages.Call("hold"));
        await entered.Task;
        Assert.Equal(1, _meters.Read("mcp.requests.in_flight"));
        leave.SetResult();
        await client.ReceiveAsync();
        Assert.Equal(1, _meters.Read("mcp.build.info"));
        Assert.Equal(["name=test version=1.2.3"], _meters.TagsOf("mcp.build.info"));
    }

    [Fact]
    public void Rare_events_begin_at_zero_whoever_begins_to_listen_when()
    {
        var metrics = McpMetrics.Of(_meters);
        Assert.Same(metrics, McpMetrics.Of(_meters));
        Assert.Equal(0, _meters.Read("mcp.rate_limit.rejections"));
        metrics.RateLimited();
        metrics.AuthFailed();
        metrics.AuthFailed();
        metrics.SessionOpened();
        metrics.AuditRecorded(3);
        metrics.AuditDropped();
        Assert.Equal(1, _meters.Read("mcp.rate_limit.rejections"));
        Assert.Equal(2, _meters.Read("mcp.auth.failures"));
        Assert.Equal(1, _meters.Read("mcp.sessions.active"));
        Assert.Equal(0, _meters.Read("mcp.subscriptions.active"));
        Assert.Equal(3, _meters.Read("mcp.audit.records"));
        Assert.Equal(1, _meters.Read("mcp.audit.dropped"));
    }

    private Task<RawClient> ConnectAsync(Action<McpServerBuilder>? configure = null) => RawClient.ConnectAsync(app =>
    {
        app.Services.AddSingleton<IMeterFactory>(_meters);
        app.Components.AddRange([
            HandMade.Echo(),
            HandMade.Tool("fail", _ => throw new ToolException("No.")),
            HandMade.Tool("slow", call => new(Task.Delay(Timeout.Infinite, call.CancellationToken)), TimeSpan.FromSeconds(5)),
            new Prompt
            {
                Name = "draft",
                Invoke = call =>
                {
                    call.Result.SetJson("""{"messages":[]}"""u8);
                    return default;
                },
            },
        ]);
        configure?.Invoke(app);
    });
}
