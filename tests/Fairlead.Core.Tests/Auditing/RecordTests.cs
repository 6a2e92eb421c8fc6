using System.Security.Claims;
using System.Text.Json;
using Fairlead.Auditing;
using Fairlead.Components;
using Fairlead.Core.Tests.Engine.Asking;

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

    [Theory]
    [InlineData("no_such_tool", "unknown", -32602)]
    [InlineData("scoped", "scopes missing: c d", -32602)]
    [InlineData("ruled", "not permitted", -32602)]
    [InlineData("checked", "refused by a check", -32602)]
    public async Task Who_may_not_call_is_told_that_there_is_no_such_tool_and_the_record_says_why(string tool, string reason, int code)
    {
        await AskAsync(Messages.Call(tool, """{"card":"4111-1111"}"""));
        var record = _folder.Lines[0];
        Assert.Equal(("denied", reason, code), (record.GetProperty("decision").GetString(), record.GetProperty("reason").GetString(), record.GetProperty("code").GetInt32()));
        Assert.Equal((tool, "error"), (record.GetProperty("component").GetString(), record.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task Without_a_caller_the_record_says_that_nobody_was_authenticated()
    {
        await using (var client = await RawClient.ConnectAsync(Configure)) await client.AskAsync(Messages.Call("scoped"));
        Assert.Equal("not authenticated", _folder.Lines[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_resource_that_is_not_there_is_recorded_and_what_runs_no_component_is_not()
    {
        await AskAsync(Messages.Modern("resources/read", "\"uri\":\"none://here\""), Messages.Modern("tools/list"));
        var record = _folder.Lines[0];
        Assert.Equal(("denied", "unknown", "none://here"), (record.GetProperty("decision").GetString(), record.GetProperty("reason").GetString(), record.GetProperty("component").GetString()));
        Assert.True(_folder.Lines[1].TryGetProperty("anchor", out _));
    }

    [Theory]
    [InlineData("s3cret, and no JSON", null, "no valid message", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":2,"method":"tools/call","params":{"name":"pay","arguments":{"card":"s3cret"}}}""", null, "no valid message", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/steal","params":{"note":"s3cret","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""", "tools/steal", "unknown method", -32601)]
    public async Task What_is_refused_before_a_method_is_known_is_recorded(string message, string? method, string reason, int code)
    {
        await AskAsync(message);
        var record = _folder.Lines[0];
        Assert.Equal(("denied", "refused", reason, code), (record.GetProperty("decision").GetString(), record.GetProperty("outcome").GetString(), record.GetProperty("reason").GetString(), record.GetProperty("code").GetInt32()));
        Assert.Equal(method, record.TryGetProperty("method", out var known) ? known.GetString() : null);
        Assert.Equal("alice", record.GetProperty("caller").GetProperty("sub").GetString());
        Assert.DoesNotContain("s3cret", record.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_refusals_neither_drowns_the_calls_nor_goes_untold()
    {
        await using (var client = await RawClient.ConnectAsync(Configure))
        {
            for (var i = 0; i < AuditRefusals.PerMinute + 40; i++) await client.AskAsync("no JSON");
            await client.AskAsync(Messages.Call("pay"));
            client.Time.Advance(TimeSpan.FromMinutes(1));
            for (var i = 0; i < AuditRefusals.PerMinute + 3; i++) await client.AskAsync("no JSON");
        }

        var records = _folder.Lines.Where(line => !line.TryGetProperty("anchor", out _)).ToList();
        var pays = records.FindIndex(record => record.GetProperty("outcome").GetString() == "ok");
        Assert.Equal(AuditRefusals.PerMinute, pays);
        Assert.Equal("""{"decision":"denied","reason":"more than are recorded in a minute","outcome":"refused","unrecorded":40}""", Told(records[pays + 1]));
        Assert.Equal("""{"decision":"denied","reason":"more than are recorded in a minute","outcome":"refused","unrecorded":3}""", Told(records[^1]));
        Assert.Equal((2 * AuditRefusals.PerMinute) + 3, records.Count);
        Assert.True((await _folder.VerifyAsync()).IsValid);

        static string Told(JsonElement record)
        {
            Assert.False(record.TryGetProperty("transport", out _));
            return $$"""{"decision":{{record.GetProperty("decision").GetRawText()}},"reason":{{record.GetProperty("reason").GetRawText()}},"outcome":{{record.GetProperty("outcome").GetRawText()}},"unrecorded":{{record.GetProperty("unrecorded").GetRawText()}}}""";
        }
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
        await using var client = await RawClient.ConnectAsync(Configure, caller);
        foreach (var message in messages) await client.AskAsync(message);
    }

    private void Configure(McpServerBuilder app)
    {
        app.Authorization.AddCheck(static call => new(call.Component!.Name != "checked"));
        app.Components.AddRange([Pay(), Pay("scoped", new RequireScopeAttribute("a"), new RequireScopeAttribute("c"), new RequireScopeAttribute("d")), Pay("ruled", new RequireRoleAttribute("root")), Pay("checked")]);
        app.Audit.UseKey(AuditFolder.Key).ToFile(_folder.Path);
    }

    private static Tool Pay(string name = "pay", params object[] rules) => new()
    {
        Name = name,
        InputSchema = """{"type":"object"}"""u8.ToArray(),
        Metadata = [new AuditedAttribute("amount"), new SensitiveAttribute("card"), .. rules],
        Invoke = static call =>
        {
            call.Result.SetText("paid");
            return default;
        },
    };
}
