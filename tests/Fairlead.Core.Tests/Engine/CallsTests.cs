using Fairlead.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairlead.Core.Tests.Engine;

public class CallsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_tool_exception_tells_the_model_and_any_other_tells_nothing()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.AddRange(
            HandMade.Tool("told", _ => throw new ToolException("Disk full.")),
            HandMade.Tool("late", async _ =>
            {
                await Task.Yield();
                throw new ToolException("Disk full.");
            }),
            HandMade.Tool("secret", _ => throw new InvalidOperationException("password=hunter2"))));

        Assert.Contains("""[{"type":"text","text":"Disk full."}],"isError":true""", await client.AskAsync(Messages.Call("told")), StringComparison.Ordinal);
        Assert.Contains("Disk full.", await client.AskAsync(Messages.Call("late")), StringComparison.Ordinal);
        var secret = await client.AskAsync(Messages.Call("secret"));
        Assert.Matches("""Tool secret failed\. The server's log has the details under id [0-9a-f]{16,32}\."}\],"isError":true""", secret);
        Assert.DoesNotContain("hunter2", secret, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_heeds_its_token_times_out()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(
            HandMade.Tool("slow", async call => await Task.Delay(Timeout.Infinite, call.CancellationToken), timeout: 2 * Second)));
        var reply = client.AskAsync(Messages.Call("slow"));
        await client.AdvanceUntilAsync(reply, 2 * Second);
        Assert.Matches("""Tool slow timed out after 2 s\..*"isError":true""", await reply);
    }

    [Fact]
    public async Task A_tool_that_never_ends_is_given_up_and_harms_no_later_call()
    {
        var started = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        await using var client = await RawClient.ConnectAsync(app => app.Components.AddRange(
            HandMade.Tool("hangs", async call =>
            {
                started.SetResult();
                await never.Task;
                call.Result.SetText("too late");
            }, timeout: Second),
            HandMade.Text("say")));

        await client.SendAsync(Messages.Call("hangs"));
        await started.Task;
        var reply = client.ReceiveAsync();
        await client.AdvanceUntilAsync(reply, Second);

        Assert.Contains("Tool hangs timed out after 1 s", await reply, StringComparison.Ordinal);
        never.SetResult();
        for (var i = 0; i < 100; i++) Assert.Contains("\"ok\"", await client.AskAsync(Messages.Call("say")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("\"a\"", "\"\\u0061\"")]
    public async Task A_cancelled_request_sees_its_token_and_gets_no_reply(string id, string cancelled)
    {
        var observed = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        await using var client = await RawClient.ConnectAsync(app => app.Components.AddRange(
            HandMade.Tool("slow", async call =>
            {
                using var registration = call.CancellationToken.Register(observed.SetResult);
                started.SetResult();
                await observed.Task;
            }),
            HandMade.Text("say")));

        await client.SendAsync(Messages.Call("slow", id: id));
        await started.Task;
        await client.SendAsync($$$"""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{{{cancelled}}},"reason":"bored"}}""");
        await observed.Task;
        Assert.Contains("\"id\":2", await client.AskAsync(Messages.Call("say", id: "2")), StringComparison.Ordinal);
        Assert.Equal("", await client.EndAsync());
    }

    [Fact]
    public async Task Cancelling_what_is_not_in_flight_does_nothing()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Text("say")));
        await client.AskAsync(Messages.Call("say"));
        await client.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""");
        await client.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{}}""");
        Assert.Contains("\"ok\"", await client.AskAsync(Messages.Call("say")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_in_flight_cannot_be_used_again()
    {
        var started = new TaskCompletionSource();
        var end = new TaskCompletionSource();
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Tool("slow", async call =>
        {
            started.SetResult();
            await end.Task;
            call.Result.SetText("done");
        })));
        await client.SendAsync(Messages.Call("slow"));
        await started.Task;
        Assert.Contains("in flight already", await client.AskAsync(Messages.Call("slow")), StringComparison.Ordinal);
        end.SetResult();
        Assert.Contains("done", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_calls_than_the_server_takes_are_refused_and_the_place_is_given_back()
    {
        var started = new TaskCompletionSource();
        var end = new TaskCompletionSource();
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Options.Limits.MaxConcurrentRequests = 1;
            app.Components.AddRange(
                HandMade.Tool("slow", async call =>
                {
                    started.SetResult();
                    await end.Task;
                    call.Result.SetText("done");
                }),
                HandMade.Text("say"));
        });
        await client.SendAsync(Messages.Call("slow"));
        await started.Task;
        Assert.Equal(
            """{"jsonrpc":"2.0","id":2,"error":{"code":-32000,"message":"The server is busy. Try again in a moment.","data":{"retryAfterMs":1000}}}""",
            await client.AskAsync(Messages.Call("say", id: "2")));
        end.SetResult();
        await client.ReceiveAsync();
        Assert.Contains("\"ok\"", await client.AskAsync(Messages.Call("say")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_read_before_the_end_of_input_is_answered()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Tool("wait", async call =>
        {
            await Task.Yield();
            call.Result.SetText("done");
        })));
        for (var i = 0; i < 50; i++) await client.SendAsync(Messages.Call("wait", id: $"{i}"));
        var lines = (await client.EndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(50, lines.Length);
    }

    [Fact]
    public async Task Draining_stops_what_does_not_end()
    {
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Options.DrainTimeout = Second;
            app.Components.Add(HandMade.Tool("slow", async call => await Task.Delay(Timeout.Infinite, call.CancellationToken), timeout: Timeout.InfiniteTimeSpan));
        });
        await client.SendAsync(Messages.Call("slow"));
        var end = client.EndAsync();
        await client.AdvanceUntilAsync(end, Second);
        Assert.Contains("the server is shutting down", await end, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_beyond_the_limit_becomes_an_error()
    {
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Options.Limits.MaxResultBytes = 1024;
            app.Components.Add(HandMade.Text("big", new string('x', 2000)));
        });
        Assert.Contains("more than the 1,024 that the server sends", await client.AskAsync(Messages.Call("big")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_increases_and_goes_only_to_who_asked()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Tool("steps", async call =>
        {
            await call.Context.ReportProgressAsync(1, 3, "one");
            await call.Context.ReportProgressAsync(1, 3, "again");
            await call.Context.ReportProgressAsync(0.5);
            await call.Context.ReportProgressAsync(double.NaN);
            await call.Context.ReportProgressAsync(2.5);
            call.Result.SetText("done");
        })));

        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"steps","_meta":{"progressToken":"t","io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""");
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t","progress":1,"total":3,"message":"one"}}""", await client.ReceiveAsync());
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t","progress":2.5}}""", await client.ReceiveAsync());
        Assert.Contains("done", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Contains("done", await client.AskAsync(Messages.Call("steps")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_go_to_who_asked_at_the_level_that_was_asked_for()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Tool("logs", call =>
        {
            call.Context.Log.LogDebug("low");
            call.Context.Log.LogWarning(new InvalidOperationException("secret"), "high {Number}", 7);
            call.Result.SetText("done");
            return default;
        })));

        const string Warning = """{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"warning","logger":"logs","data":"high 7"}}""";
        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"logs","_meta":{"io.modelcontextprotocol/logLevel":"info","io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""");
        Assert.Equal(Warning, await client.ReceiveAsync());
        Assert.Contains("done", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Contains("done", await client.AskAsync(Messages.Call("logs")), StringComparison.Ordinal);

        await client.InitializeAsync("2025-11-25");
        Assert.Contains("done", await client.AskAsync(Messages.Legacy("tools/call", "\"name\":\"logs\"")), StringComparison.Ordinal);
        Assert.Contains("-32602", await client.AskAsync(Messages.Legacy("logging/setLevel", "\"level\":\"loud\"")), StringComparison.Ordinal);
        Assert.Contains("\"result\":{}", await client.AskAsync(Messages.Legacy("logging/setLevel", "\"level\":\"notice\"")), StringComparison.Ordinal);
        await client.SendAsync(Messages.Legacy("tools/call", "\"name\":\"logs\""));
        Assert.Equal(Warning, await client.ReceiveAsync());
        Assert.Contains("done", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Middleware_runs_in_order_and_may_answer_itself()
    {
        var seen = new List<string>();
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Use(async (call, next) =>
            {
                seen.Add($"outer {call.Method} {call.Component}");
                await next(call);
                seen.Add($"outer end {call.IsError}");
            });
            app.UseTool(async (call, next) =>
            {
                seen.Add("tool");
                if (call.Component!.Name == "blocked") call.Result.SetError("Not today.");
                else await next(call);
            });
            app.Components.AddRange(HandMade.Text("say"), HandMade.Text("blocked"));
        });

        Assert.Contains("\"ok\"", await client.AskAsync(Messages.Call("say")), StringComparison.Ordinal);
        Assert.Contains("Not today.", await client.AskAsync(Messages.Call("blocked")), StringComparison.Ordinal);
        Assert.Contains("Unknown tool", await client.AskAsync(Messages.Call("nope")), StringComparison.Ordinal);
        await client.AskAsync(Messages.Modern("tools/list"));
        Assert.Equal(
            [
                "outer tools/call Tool say", "tool", "outer end False",
                "outer tools/call Tool blocked", "tool", "outer end True",
                "outer tools/call ", "outer end True",
                "outer tools/list ", "outer end False",
            ],
            seen);
    }

    [Fact]
    public async Task Middleware_that_throws_becomes_an_error_of_the_call()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Use((_, _) => throw new InvalidOperationException("secret")));
        Assert.Matches("-32603.*Method tools/list failed", await client.AskAsync(Messages.Modern("tools/list")));
    }

    [Fact]
    public async Task A_context_that_was_kept_does_nothing_once_the_call_has_ended()
    {
        McpContext? kept = null;
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Tool("keep", call =>
        {
            kept = call.Context;
            call.Result.SetText("done");
            return default;
        })));
        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"keep","_meta":{"progressToken":1,"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""");
        await client.ReceiveAsync();
        Assert.Equal("", await client.EndAsync());
        await kept!.ReportProgressAsync(1);
        Assert.Throws<ObjectDisposedException>(() => kept.Services);
    }

    [Fact]
    public async Task Services_of_a_call_live_as_long_as_the_call()
    {
        var disposed = new TaskCompletionSource();
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Services.AddScoped(_ => new Disposable(disposed));
            app.Components.Add(HandMade.Tool("uses", call =>
            {
                Assert.Same(call.Services.GetRequiredService<Disposable>(), call.Services.GetRequiredService<Disposable>());
                call.Result.SetText(disposed.Task.IsCompleted ? "disposed" : "alive");
                return default;
            }));
        });
        Assert.Contains("alive", await client.AskAsync(Messages.Call("uses")), StringComparison.Ordinal);
        await disposed.Task;
    }

    [Fact]
    public async Task A_registered_service_cannot_be_an_argument()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => RawClient.ConnectAsync(app =>
        {
            app.Services.AddSingleton<Disposable>(_ => null!);
            app.Components.Add(new Tool
            {
                Name = "takes",
                InputSchema = "{}"u8.ToArray(),
                ArgumentTypes = [typeof(Disposable)],
                Invoke = _ => default,
            });
        }));
        Assert.Contains("[FromServices]", exception.Message, StringComparison.Ordinal);
    }

    private sealed class Disposable(TaskCompletionSource disposed) : IDisposable
    {
        public void Dispose() => disposed.SetResult();
    }
}
