using System.Collections.Concurrent;
using System.Diagnostics;
using Fairlead.Telemetry;

namespace Fairlead.Core.Tests.Telemetry;

public sealed class TracingTests : IDisposable
{
    private const string Client = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;
    private readonly string _tool = $"traced_{Guid.NewGuid():N}";

    public TracingTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == McpTelemetry.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_call_is_a_server_span_below_the_client_s()
    {
        ActivityTraceId within = default;
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Tool(_tool, call =>
        {
            within = Activity.Current!.TraceId;
            call.Result.SetText("ok");
            return default;
        })));
        await client.AskAsync(Traced("\"id\""));
        var span = await SpanAsync();
        Assert.Equal($"tools/call {_tool}", span.DisplayName);
        Assert.Equal(ActivityKind.Server, span.Kind);
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", span.TraceId.ToHexString());
        Assert.Equal(span.TraceId, within);
        Assert.Equal("00f067aa0ba902b7", span.ParentSpanId.ToHexString());
        Assert.Equal("rojo=1", span.TraceStateString);
        Assert.Equal("tools/call", span.GetTagItem("mcp.method.name"));
        Assert.Equal(_tool, span.GetTagItem("gen_ai.tool.name"));
        Assert.Equal("execute_tool", span.GetTagItem("gen_ai.operation.name"));
        Assert.Equal("2026-07-28", span.GetTagItem("mcp.protocol.version"));
        Assert.Equal("id", span.GetTagItem("jsonrpc.request.id"));
        Assert.Null(span.GetTagItem("mcp.session.id"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
    }

    [Fact]
    public async Task An_error_of_a_tool_makes_the_span_one()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Tool(_tool, _ => throw new ToolException("password hunter2 is wrong"))));
        await client.AskAsync(Messages.Call(_tool, """{"password":"hunter2"}"""));
        var span = await SpanAsync();
        Assert.Equal("tool_error", span.GetTagItem("error.type"));
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.DoesNotContain(span.TagObjects, tag => $"{tag.Value}".Contains("hunter2", StringComparison.Ordinal));
        Assert.Null(span.StatusDescription);
    }

    [Fact]
    public async Task A_traceparent_that_is_none_is_passed_over()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Text(_tool)));
        foreach (var parent in new[] { "\"00-zz-yy-01\"", "\"\"", "1", "{}", "null" })
        {
            Assert.Contains("\"ok\"", await client.AskAsync(Traced("1", parent)), StringComparison.Ordinal);
            Assert.Equal(default, (await SpanAsync()).ParentSpanId);
        }
    }

    [Fact]
    public void The_span_of_the_transport_is_linked_where_the_client_names_a_parent()
    {
        using var http = new Activity("http").Start();
        using var span = McpTracing.Start("ping", System.Text.Encoding.UTF8.GetBytes($$"""{"traceparent":"{{Client}}"}"""));
        Assert.Equal(http.Context.SpanId, Assert.Single(span!.Links).Context.SpanId);
        using var child = McpTracing.Start("ping", default);
        Assert.Equal(span.SpanId, child!.ParentSpanId);
        Assert.Empty(child.Links);
    }

    // The reply may be here a moment before the span has ended.
    private async Task<Activity> SpanAsync()
    {
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            if (_spans.TryDequeue(out var span) && $"{span.GetTagItem("gen_ai.tool.name")}" == _tool) return span;
            await Task.Yield();
        }
    }

    private string Traced(string id, string parent = $"\"{Client}\"")
    {
        var meta = Messages.Meta[..^1] + $$""","traceparent":{{parent}},"tracestate":"rojo=1"}""";
        return Messages.Legacy("tools/call", $"\"name\":\"{_tool}\",{meta}", id);
    }
}
