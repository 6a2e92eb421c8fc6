using System.Security.Claims;
using Fairlead.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;
using Tool = Fairlead.Components.Tool;

namespace Fairlead.Core.Tests.Pipeline;

/// <summary>What the middleware that is ready to be used does, as a client sees it.</summary>
public sealed class ReadyMadeTests : IDisposable
{
    private readonly Logs _logs = new();
    private int _runs;

    public void Dispose() => _logs.Dispose();

    [Fact]
    public async Task Caching_answers_the_same_question_once_until_it_is_too_old()
    {
        await using var client = await ConnectAsync(app => app.UseResponseCaching(), Counter());
        var first = await client.AskAsync(Messages.Call("count", """{"a":1}"""));
        Assert.Equal(first, await client.AskAsync(Messages.Call("count", """{"a":1}""")));
        Assert.NotEqual(first, await client.AskAsync(Messages.Call("count", """{"a":2}""")));
        Assert.Equal(2, _runs);
        client.Time.Advance(TimeSpan.FromSeconds(61));
        await client.AskAsync(Messages.Call("count", """{"a":1}"""));
        Assert.Equal(3, _runs);
    }

    [Fact]
    public async Task Caching_keeps_callers_apart()
    {
        await using var client = await ConnectAsync(app => app.UseResponseCaching(), Counter());
        foreach (var (issuer, subject) in ((string, string)[])[("i", "alice"), ("i", "bob"), ("j", "alice"), ("i", "alice")])
        {
            await using var own = client.Connect(new ClaimsPrincipal(new ClaimsIdentity([new("iss", issuer), new("sub", subject)], "test")));
            await own.AskAsync(Messages.Call("count"));
        }

        Assert.Equal(3, _runs);
    }

    [Fact]
    public async Task Caching_keeps_no_errors_no_tools_that_write_and_nothing_too_long()
    {
        await using var client = await ConnectAsync(
            app => app.UseResponseCaching(options => options.MaxEntryBytes = 100),
            ReadOnly("fail", _ => throw new ToolException($"No {++_runs}.")),
            HandMade.Tool("write", call => Answer(call, $"{++_runs}")),
            ReadOnly("long", call => Answer(call, new string('x', 100) + ++_runs)));
        foreach (var tool in (string[])["fail", "write", "long"])
        {
            Assert.NotEqual(await client.AskAsync(Messages.Call(tool)), await client.AskAsync(Messages.Call(tool)));
        }

        Assert.Equal(6, _runs);
    }

    [Fact]
    public async Task Caching_keeps_nothing_that_depends_on_answers_of_the_client()
    {
        await using var client = await ConnectAsync(
            app => app.UseResponseCaching(),
            ReadOnly("ask", async call =>
            {
                _runs++;
                var roots = await call.Context.ListRootsAsync();
                call.Result.SetText($"{roots.Count} roots");
            }));
        await client.InitializeAsync("2025-11-25", """{"roots":{}}""");
        for (var i = 1; i <= 2; i++)
        {
            var question = await client.AskAsync(Messages.Legacy("tools/call", "\"name\":\"ask\",\"arguments\":{}"));
            using var json = System.Text.Json.JsonDocument.Parse(question);
            var roots = string.Join(',', Enumerable.Repeat("""{"uri":"file:///a"}""", i));
            var reply = await client.AskAsync($$$"""{"jsonrpc":"2.0","id":{{{json.RootElement.GetProperty("id").GetRawText()}}},"result":{"roots":[{{{roots}}}]}}""");
            Assert.Contains($"{i} roots", reply, StringComparison.Ordinal);
        }

        Assert.Equal(2, _runs);
    }

    [Fact]
    public async Task A_result_that_is_too_long_becomes_an_error_that_says_so()
    {
        await using var client = await ConnectAsync(
            app => app.UseResponseLimit(options => options.MaxBytes = 300),
            HandMade.Text("short", new string('x', 200)), HandMade.Text("long", new string('x', 300)));
        Assert.DoesNotContain("isError", await client.AskAsync(Messages.Call("short")), StringComparison.Ordinal);
        Assert.Contains("bytes, more than the 300 that long may return. Ask for less at once.", await client.AskAsync(Messages.Call("long")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_runs_an_idempotent_tool_again_until_it_works()
    {
        await using var client = await ConnectAsync(app => app.UseRetry(), ReadOnly("flaky", Flaky));
        Assert.Contains("\"3\"", await AskAsync(client, Messages.Call("flaky")), StringComparison.Ordinal);
        Assert.Equal(3, _runs);
    }

    [Fact]
    public async Task Retry_gives_up_in_the_end_and_leaves_alone_what_may_not_run_twice_or_said_no()
    {
        await using var client = await ConnectAsync(
            app => app.UseRetry(options => options.MaxAttempts = 2),
            ReadOnly("flaky", Flaky),
            HandMade.Tool("write", Flaky),
            ReadOnly("refuse", _ => throw new ToolException($"No {++_runs}.")));
        Assert.Contains("flaky failed", await AskAsync(client, Messages.Call("flaky")), StringComparison.Ordinal);
        Assert.Equal(2, _runs);
        _runs = 0;
        Assert.Contains("write failed", await AskAsync(client, Messages.Call("write")), StringComparison.Ordinal);
        Assert.Contains("No 2.", await AskAsync(client, Messages.Call("refuse")), StringComparison.Ordinal);
        Assert.Equal(2, _runs);
    }

    [Fact]
    public async Task A_circuit_breaker_gives_a_tool_a_rest_and_tries_it_again()
    {
        await using var client = await ConnectAsync(
            app => app.UseCircuitBreaker(options => (options.MinimumThroughput, options.BreakDuration) = (2, TimeSpan.FromSeconds(20))),
            HandMade.Tool("flaky", Flaky), HandMade.Text("other"));
        for (var i = 0; i < 2; i++) Assert.Contains("flaky failed", await client.AskAsync(Messages.Call("flaky")), StringComparison.Ordinal);
        Assert.Contains("Tool flaky has failed too often and rests. Try again in 20 s.", await client.AskAsync(Messages.Call("flaky")), StringComparison.Ordinal);
        Assert.Equal(2, _runs);
        Assert.Contains("\"ok\"", await client.AskAsync(Messages.Call("other")), StringComparison.Ordinal);
        client.Time.Advance(TimeSpan.FromSeconds(21));
        Assert.Contains("\"3\"", await client.AskAsync(Messages.Call("flaky")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bulkhead_lets_few_run_some_wait_and_refuses_the_rest_without_touching_other_tools()
    {
        var entered = new SemaphoreSlim(0);
        var leave = new TaskCompletionSource();
        await using var client = await ConnectAsync(
            app => app.UseBulkhead(options => (options.MaxConcurrent, options.MaxWaiting) = (1, 1)),
            HandMade.Tool("hold", async call =>
            {
                entered.Release();
                await leave.Task;
                call.Result.SetText("held");
            }),
            HandMade.Text("other"));
        await client.SendAsync(Messages.Call("hold", id: "1"));
        await entered.WaitAsync(TestContext.Current.CancellationToken);
        await client.SendAsync(Messages.Call("hold", id: "2"));
        await client.SendAsync(Messages.Call("hold", id: "3"));
        Assert.Contains("Tool hold is busy: 1 calls run and 1 wait.", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Contains("\"ok\"", await client.AskAsync(Messages.Call("other", id: "4")), StringComparison.Ordinal);
        leave.SetResult();
        for (var i = 0; i < 2; i++) Assert.Contains("held", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Payloads_are_logged_without_what_is_sensitive()
    {
        await using var client = await ConnectAsync(
            app => app.UsePayloadLogging(options =>
            {
                options.Results = true;
                options.MaxBytes = 120;
                options.Redacted.Add("iban");
            }),
            new Tool
            {
                Name = "pay",
                InputSchema = """{"type":"object"}"""u8.ToArray(),
                Metadata = [new SensitiveAttribute("card")],
                Invoke = call => Answer(call, "paid " + new string('x', 200)),
            });
        await client.AskAsync(Messages.Call("pay", """{"amount":12,"card":{"number":"4111"},"to":{"IBAN":"DE00","Password":["hunter2"]}}"""));
        var line = Assert.Single(_logs.Lines, line => line.StartsWith("Fairlead.Payloads", StringComparison.Ordinal));
        Assert.StartsWith("""Fairlead.Payloads pay {"amount":12,"card":"[redacted]","to":{"IBAN":"[redacted]","Password":"[redacted]"}} → {"content":""", line, StringComparison.Ordinal);
        Assert.EndsWith("bytes)", line, StringComparison.Ordinal);
        Assert.DoesNotContain("4111", line, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_calls_are_told_of_and_fast_ones_are_not()
    {
        RawClient? client = null;
        await using var connected = client = await ConnectAsync(
            app => app.UseTiming(),
            HandMade.Tool("slow", call =>
            {
                client!.Time.Advance(TimeSpan.FromSeconds(2));
                return Answer(call, "done");
            }),
            HandMade.Text("fast"));
        await client.AskAsync(Messages.Call("fast"));
        await client.AskAsync(Messages.Call("slow"));
        Assert.Equal("Fairlead.Pipeline Tool slow took 2000 ms", Assert.Single(_logs.Lines, line => line.StartsWith("Fairlead.Pipeline", StringComparison.Ordinal)));
    }

    private ValueTask Flaky(McpCall call) => ++_runs < 3 ? throw new InvalidOperationException("broken") : Answer(call, $"{_runs}");

    private Tool Counter() => ReadOnly("count", call => Answer(call, $"{++_runs}"));

    private static ValueTask Answer(McpCall call, string text)
    {
        call.Result.SetText(text);
        return default;
    }

    private static Tool ReadOnly(string name, Func<McpCall, ValueTask> invoke) => new()
    {
        Name = name,
        InputSchema = """{"type":"object"}"""u8.ToArray(),
        Annotations = new ToolAnnotations { ReadOnlyHint = true },
        Invoke = call => invoke(call),
    };

    // Pauses between attempts pass as fast as the reply comes.
    private static async Task<string> AskAsync(RawClient client, string message)
    {
        await client.SendAsync(message);
        var reply = client.ReceiveAsync();
        await client.AdvanceUntilAsync(reply, TimeSpan.FromMilliseconds(100));
        return await reply;
    }

    private Task<RawClient> ConnectAsync(Action<McpServerBuilder> configure, params Tool[] tools) => RawClient.ConnectAsync(app =>
    {
        app.Services.AddLogging(logging => logging.AddProvider(_logs));
        app.Options.DefaultTimeout = Timeout.InfiniteTimeSpan;
        foreach (var tool in tools) app.Components.Add(tool);
        configure(app);
    });
}
