using System.Security.Claims;
using System.Text.Json;
using Fairlead.Components;
using Fairlead.Core.Tests.Engine.Asking;
using Fairlead.Engine;

namespace Fairlead.Core.Tests.Auditing;

/// <summary>What a record says.</summary>
public sealed class RecordTests : IDisposable
{
    private readonly AuditFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_call_has_everything_that_is_asked_for_later_and_no_value_of_an_argument()
    {
        var meta = Messages.Meta[..^1] + ""","traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","io.modelcontextprotocol/clientInfo":{"name":"agent","version":"7"}}""";
        await AskAsync(Messages.Legacy("tools/call", "\"name\":\"pay\",\"arguments\":{\"amount\":12,\"card\":\"4111-1111\",\"note\":\"s3cret\"}," + meta));
        var record = _folder.Lines[0];
        Assert.Equal(1, record.GetProperty("v").GetInt32());
        Assert.Equal(1, record.GetProperty("seq").GetInt64());
        Assert.EndsWith("Z", record.GetProperty("time").GetString(), StringComparison.Ordinal);
        Assert.True(Guid.TryParse(record.GetProperty("id").GetString(), out _));
        Assert.Equal(new string('0', 64), record.GetProperty("prev").GetString());
        Assert.Equal("""{"iss":"https://login.example.com","sub":"alice","client":"cli","scopes":"a b","auth":"Bearer"}""", record.GetProperty("caller").GetRawText());
        Assert.Equal("memory", record.GetProperty("transport").GetString());
        Assert.Equal("2026-07-28", record.GetProperty("revision").GetString());
        Assert.Equal(("agent", "7"), (record.GetProperty("clientName").GetString(), record.GetProperty("clientVersion").GetString()));
        Assert.Equal(("tools/call", "pay"), (record.GetProperty("method").GetString(), record.GetProperty("component").GetString()));
        Assert.Equal(64, record.GetProperty("fingerprint").GetString()!.Length);
        Assert.Equal("""["amount","card","note"]""", record.GetProperty("arguments").GetRawText());
        Assert.Equal(12, record.GetProperty("values").GetProperty("amount").GetInt32());
        Assert.StartsWith("hmac-sha256:", record.GetProperty("values").GetProperty("card").GetString(), StringComparison.Ordinal);
        Assert.Equal(("allowed", "ok"), (record.GetProperty("decision").GetString(), record.GetProperty("outcome").GetString()));
        Assert.InRange(record.GetProperty("bytesIn").GetInt32(), 100, 1000);
        Assert.InRange(record.GetProperty("bytesOut").GetInt32(), 10, 1000);
        Assert.Equal(JsonValueKind.Number, record.GetProperty("ms").ValueKind);
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", record.GetProperty("trace").GetString());
        var text = await File.ReadAllTextAsync(_folder.Path, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("4111", text, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_is_recorded_with_the_reason()
    {
        await AskAsync(
            Messages.Call("no_such_tool"),
            Messages.Call("forbidden"),
            Messages.Modern("resources/read", "\"uri\":\"none://here\""),
            Messages.Modern("tools/list"));
        var records = _folder.Lines.Where(line => !line.TryGetProperty("anchor", out _)).ToList();
        Assert.Equal(3, records.Count);
        Assert.All(records, record => Assert.Equal("denied", record.GetProperty("decision").GetString()));
        Assert.Equal(["unknown", "needs scope admin", "unknown"], records.Select(record => record.GetProperty("reason").GetString()));
        Assert.Equal(["no_such_tool", "forbidden", "none://here"], records.Select(record => record.GetProperty("component").GetString()));
        Assert.Equal(-32602, records[0].GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task What_a_client_makes_up_cannot_break_a_line()
    {
        await AskAsync(Messages.Call("pay", "{\"amount\":{\"a\":\r[1,\t2]},\"x\\ny\":1}"));
        var record = _folder.Lines[0];
        Assert.Equal("[1,2]", record.GetProperty("values").GetProperty("amount").GetProperty("a").GetRawText());
        Assert.Equal("x\ny", record.GetProperty("arguments")[1].GetString());
        Assert.True((await _folder.VerifyAsync()).IsValid);
    }

    [Fact]
    public async Task Arguments_as_deep_as_the_server_takes_them_are_recorded()
    {
        var deep = new string('[', 200) + new string(']', 200);
        await using (var client = await RawClient.ConnectAsync(app =>
        {
            app.Options.Limits.MaxDepth = 512;
            app.Components.Add(Pay());
            app.Audit.ToFile(_folder.Path);
        }))
        {
            Assert.Contains("paid", await client.AskAsync(Messages.Call("pay", $$"""{"amount":{{deep}}}""")), StringComparison.Ordinal);
        }

        Assert.Contains(deep, await File.ReadAllTextAsync(_folder.Path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_is_recorded_when_it_begins_and_when_it_ends()
    {
        var goOn = new TaskCompletionSource();
        await using (var client = await RawClient.ConnectAsync(app =>
        {
            app.AddTasks();
            app.Components.Add(new Tool
            {
                Name = "slow",
                InputSchema = """{"type":"object"}"""u8.ToArray(),
                TaskSupport = TaskSupport.Optional,
                Invoke = async _ =>
                {
                    await goOn.Task;
                    throw new ToolException("No.");
                },
            });
            app.Audit.ToFile(_folder.Path);
        }))
        {
            var reply = await client.AskAsync(Ask.Call("slow", capabilities: """{"extensions":{"io.modelcontextprotocol/tasks":{}}}"""));
            Assert.Contains("\"taskId\"", reply, StringComparison.Ordinal);
            client.Time.Advance(TimeSpan.FromMinutes(5));
            goOn.SetResult();
        }

        Assert.Equal(["task", "tool_error"], _folder.Lines.Take(2).Select(line => line.GetProperty("outcome").GetString()));
        Assert.Equal(300_000, _folder.Lines[1].GetProperty("ms").GetDouble());
    }

    [Fact]
    public async Task Without_a_key_sensitive_arguments_are_redacted()
    {
        await using (var client = await RawClient.ConnectAsync(app =>
        {
            app.Components.Add(Pay());
            app.Audit.ToFile(_folder.Path);
        }))
        {
            await client.AskAsync(Messages.Call("pay", """{"card":"4111-1111"}"""));
        }

        Assert.Equal("[redacted]", _folder.Lines[0].GetProperty("values").GetProperty("card").GetString());
    }

    private async Task AskAsync(params string[] messages)
    {
        var caller = new ClaimsPrincipal(new ClaimsIdentity(
            [new("iss", "https://login.example.com"), new("sub", "alice"), new("client_id", "cli"), new("scope", "a b")], "Bearer"));
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Components.AddRange([Pay(), HandMade.Text("forbidden")]);
            app.UseTool((call, next) =>
            {
                if (call.Component!.Name != "forbidden") return next(call);
                ((RequestCall)call).Denial = "needs scope admin";
                call.Result.SetError("Not you.");
                return default;
            });
            app.Audit.UseKey(AuditFolder.Key).ToFile(_folder.Path);
        }, caller);
        foreach (var message in messages) await client.AskAsync(message);
    }

    private static Tool Pay() => new()
    {
        Name = "pay",
        InputSchema = """{"type":"object"}"""u8.ToArray(),
        Metadata = [new AuditedAttribute("amount"), new SensitiveAttribute("card")],
        Invoke = static call =>
        {
            call.Result.SetText("paid");
            return default;
        },
    };
}
