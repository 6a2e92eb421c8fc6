using System.Text.RegularExpressions;
using Fairlead.Components;
using Fairlead.Core.Tests.Engine.Asking;

namespace Fairlead.Core.Tests.Engine.Tasks;

public partial class TasksTests
{
    private const string Knowing = """{"elicitation":{},"extensions":{"io.modelcontextprotocol/tasks":{}}}""";
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Tool Slow(TaskSupport support = TaskSupport.Optional) => Tool("slow", support, async call =>
    {
        await _goOn.Task.WaitAsync(call.CancellationToken);
        call.Result.SetText("done");
    });

    [Fact]
    public async Task A_client_that_knows_tasks_gets_a_handle_and_comes_back_for_the_result()
    {
        await using var client = await ConnectAsync(Slow());
        var created = await client.AskAsync(Call("slow"));
        Assert.Matches(
            """^\{"jsonrpc":"2\.0","id":1,"result":\{"taskId":"[0-9a-f]{32}","status":"working","createdAt":"2000-01-01T00:00:00\+00:00","lastUpdatedAt":"2000-01-01T00:00:00\+00:00","ttlMs":3600000,"pollIntervalMs":1000,"resultType":"task",""",
            created);
        var id = IdOf(created);
        Assert.Contains("\"status\":\"working\"", await client.AskAsync(About("get", id)), StringComparison.Ordinal);
        client.Time.Advance(TimeSpan.FromMinutes(5));
        _goOn.SetResult();
        var ended = await client.UntilAsync(() => About("get", id), "\"status\":\"completed\"");
        Assert.Contains("""
            "lastUpdatedAt":"2000-01-01T00:05:00+00:00","ttlMs":3600000,"pollIntervalMs":1000,"result":{"content":[{"type":"text","text":"done"}]},"resultType":"complete"
            """, ended, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_does_not_know_tasks_waits_or_is_refused()
    {
        _goOn.SetResult();
        await using var client = await ConnectAsync(Slow(), Tool("only", TaskSupport.Required, call =>
        {
            call.Result.SetText("waited");
            return default;
        }));
        Assert.Contains("\"text\":\"done\"", await client.AskAsync(Messages.Call("slow")), StringComparison.Ordinal);
        var refused = await client.AskAsync(Messages.Call("only"));
        Assert.Contains("\"code\":-32021", refused, StringComparison.Ordinal);
        Assert.Contains("""
            "data":{"requiredCapabilities":{"extensions":{"io.modelcontextprotocol/tasks":{}}}}
            """, refused, StringComparison.Ordinal);
        Assert.Contains("-32021", await client.AskAsync(Messages.Modern("tasks/get", "\"taskId\":\"x\"")), StringComparison.Ordinal);
        await client.InitializeAsync("2025-11-25");
        Assert.Contains("waited", await client.AskAsync(Messages.Legacy("tools/call", "\"name\":\"only\"")), StringComparison.Ordinal);
        Assert.Contains("-32601", await client.AskAsync(Messages.Legacy("tasks/get", "\"taskId\":\"x\"")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_task_tells_its_tool_and_stays_cancelled()
    {
        var told = new TaskCompletionSource();
        await using var client = await ConnectAsync(Tool("deaf", TaskSupport.Optional, async call =>
        {
            call.CancellationToken.Register(told.SetResult);
            await _goOn.Task;
            call.Result.SetText("too late");
        }));
        var id = IdOf(await client.AskAsync(Call("deaf")));
        Assert.Contains("\"result\":{\"resultType\":\"complete\"", await client.AskAsync(About("cancel", id)), StringComparison.Ordinal);
        await told.Task;
        _goOn.SetResult();
        Assert.Contains("\"status\":\"cancelled\"", await client.AskAsync(About("get", id)), StringComparison.Ordinal);
        Assert.Contains("\"resultType\":\"complete\"", await client.AskAsync(About("cancel", id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tools_error_is_a_result_and_a_protocol_error_a_failure()
    {
        await using var client = await ConnectAsync(
            Tool("told", TaskSupport.Optional, _ => throw new ToolException("Disk full.")),
            Tool("broken", TaskSupport.Optional, call =>
            {
                call.Fail(new(-32603, "The disk is on fire."));
                return default;
            }));
        var told = IdOf(await client.AskAsync(Call("told")));
        Assert.Contains("\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"Disk full.\"}],\"isError\":true}", await client.UntilAsync(() => About("get", told), "\"completed\""), StringComparison.Ordinal);
        var broken = IdOf(await client.AskAsync(Call("broken")));
        Assert.Contains("\"error\":{\"code\":-32603,\"message\":\"The disk is on fire.\"}", await client.UntilAsync(() => About("get", broken), "\"failed\""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_asks_for_each_answer_by_itself_and_never_under_the_same_key()
    {
        await using var client = await ConnectAsync(Tool("ask", TaskSupport.Optional, async call =>
        {
            var mcp = call.Context;
            var (one, two) = await mcp.Ask(mcp.ElicitAsync(Ask.Name, "One?", key: "one"), mcp.ElicitAsync(Ask.Name, "Two?", key: "two"));
            call.Result.SetText($"{one.Value} {two.Value}");
        }));
        var id = IdOf(await client.AskAsync(Call("ask")));
        var asked = await client.UntilAsync(() => About("get", id), "\"two\":{");
        Assert.Contains("\"status\":\"input_required\"", asked, StringComparison.Ordinal);
        Assert.Contains("\"one\":{\"method\":\"elicitation/create\"", asked, StringComparison.Ordinal);
        await client.AskAsync(About("update", id, """{"one":{"action":"accept","content":{"name":"Ada"}},"none":{}}"""));
        var rest = await client.AskAsync(About("get", id));
        Assert.DoesNotContain("\"one\"", rest, StringComparison.Ordinal);
        Assert.Contains("\"two\"", rest, StringComparison.Ordinal);
        await client.AskAsync(About("update", id, """{"two":{"action":"accept","content":{"name":7}}}"""));
        await client.UntilAsync(() => About("get", id), "\"two~2\"");
        await client.AskAsync(About("update", id, """{"two~2":{"action":"accept","content":{"name":"Grace"}}}"""));
        Assert.Contains("Ada Grace", await client.UntilAsync(() => About("get", id), "\"completed\""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_may_ask_first_and_then_become_a_task()
    {
        await using var client = await ConnectAsync(Tool("later", TaskSupport.None, async call =>
        {
            var answer = await call.Context.ElicitAsync(Ask.Name, "Who?", key: "who");
            var isTask = await call.Context.BecomeTaskAsync();
            await call.Context.ReportProgressAsync(1, 2, "half way");
            await _goOn.Task;
            call.Result.SetText($"{answer.Value} {isTask}");
        }));
        var asked = await client.AskAsync(Call("later"));
        Assert.DoesNotContain("taskId", asked, StringComparison.Ordinal);
        var created = await client.AskAsync(Call("later", Ask.Answers(asked, """{"who":{"action":"accept","content":{"name":"Ada"}}}"""), "2"));
        Assert.Contains("\"resultType\":\"task\"", created, StringComparison.Ordinal);
        Assert.DoesNotContain("requestState", created, StringComparison.Ordinal);
        await client.UntilAsync(() => About("get", IdOf(created)), "\"statusMessage\":\"half way\"");
        _goOn.SetResult();
        Assert.Contains("Ada True", await client.UntilAsync(() => About("get", IdOf(created)), "\"completed\""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tasks_expire_and_there_are_only_so_many()
    {
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.AddTasks(tasks => (tasks.TimeToLive, tasks.MaxTasks) = (TimeSpan.FromMinutes(1), 1));
            app.Components.AddRange(Slow(), Tool("quick", TaskSupport.Optional, call =>
            {
                call.Result.SetText("quick");
                return default;
            }));
        });
        var id = IdOf(await client.AskAsync(Call("slow")));
        Assert.Contains("\"text\":\"quick\"", await client.AskAsync(Call("quick")), StringComparison.Ordinal);
        client.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("Unknown task", await client.AskAsync(About("get", id)), StringComparison.Ordinal);
        var next = IdOf(await client.AskAsync(Call("quick")));
        Assert.Contains("-32602", await client.AskAsync(About("get", "none")), StringComparison.Ordinal);
        Assert.Contains("params.taskId is missing", await client.AskAsync(About("get", "x").Replace("\"taskId\":\"x\",", "", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("params.inputResponses is missing", await client.AskAsync(About("update", next, "7")), StringComparison.Ordinal);
    }

    private static Tool Tool(string name, TaskSupport support, Func<McpCall, ValueTask> invoke) => new()
    {
        Name = name,
        InputSchema = """{"type":"object"}"""u8.ToArray(),
        TaskSupport = support,
        Invoke = call => invoke(call),
    };

    private static Task<RawClient> ConnectAsync(params Tool[] tools) => RawClient.ConnectAsync(app =>
    {
        app.AddTasks();
        app.Components.AddRange(tools);
    });

    private static string Call(string tool, string more = "", string id = "1") => Ask.Call(tool, more, id, Knowing);

    private static string About(string verb, string id, string? responses = null) => Messages.Modern(
        "tasks/" + verb, $"\"taskId\":\"{id}\"" + (responses is null ? "" : ",\"inputResponses\":" + responses), "9").Replace("clientCapabilities\":{}", "clientCapabilities\":" + Knowing, StringComparison.Ordinal);

    private static string IdOf(string reply) => TaskId().Match(reply).Groups[1].Value;

    [GeneratedRegex("\"taskId\":\"([0-9a-f]{32})\"")]
    private static partial Regex TaskId();
}
