using System.Text.Json.Nodes;

namespace Fairlead.Cli.Tests.Auditing;

public sealed class AuditTests(AuditLogFixture log) : IClassFixture<AuditLogFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = log.Copy();

    private string Log => Path.Combine(_folder.Path, "audit.jsonl");

    [Fact]
    public async Task A_log_that_nobody_touched_verifies_with_its_full_files_and_its_key()
    {
        var run = (await RunAsync("verify", Log, "--key-file", Path.Combine(_folder.Path, "audit.key"))).ShouldSucceed();
        Assert.True((bool)run.Json["valid"]!);
        Assert.Equal((6, 3), ((int)run.Json["records"]!, (int)run.Json["anchors"]!));
        (await RunAsync("verify", Log, "--anchor", $"{run.Json["head"]!["seq"]}:{run.Json["head"]!["hash"]}")).ShouldSucceed();
        Assert.StartsWith("The log is as it was written: 6 records", (await RunAsync("verify", Log, "--text")).ShouldSucceed().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("changed", "audit.jsonl:1: changed, or no record.")]
    [InlineData("removed", "record 5 follows record 3; those between are missing.")]
    [InlineData("inserted", "it was inserted, or records were put in another order.")]
    [InlineData("reordered", "it was inserted, or records were put in another order.")]
    [InlineData("truncated", "ends with record 4, but its head says that there were 6; records were cut off.")]
    public async Task What_was_done_to_a_log_is_told(string deed, string problem)
    {
        var lines = await File.ReadAllLinesAsync(Log, TestContext.Current.CancellationToken);
        string[] edited = deed switch
        {
            "changed" => [lines[0].Replace("\"sub\":\"ada\"", "\"sub\":\"eve\"", StringComparison.Ordinal), .. lines[1..]],
            "removed" => [lines[0], .. lines[2..]],
            "inserted" => [.. lines[..2], lines[0], .. lines[2..]],
            "reordered" => [lines[1], lines[0], .. lines[2..]],
            _ => lines[..2],
        };
        Assert.NotEqual(lines, edited);
        await File.WriteAllTextAsync(Log, string.Concat(edited.Select(static line => line + "\n")), TestContext.Current.CancellationToken);
        var run = await RunAsync("verify", Log, "--text");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(problem, run.Output, StringComparison.Ordinal);
        Assert.Contains("The log is not as it was written", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_file_that_is_gone_is_told_unless_it_may_be()
    {
        File.Delete(Path.Combine(_folder.Path, "audit.000000000001.jsonl"));
        Assert.Equal(1, (await RunAsync("verify", Log)).ExitCode);
        (await RunAsync("verify", Log, "--allow-missing-start")).ShouldSucceed();
    }

    [Fact]
    public async Task A_log_of_another_key_or_without_an_anchor_is_told()
    {
        var other = _folder.File("other.key", "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=");
        var run = await RunAsync("verify", Log, "--key-file", other);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the seal is not of this key", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("verify", Log, "--anchor", $"2:{new string('0', 64)}")).ExitCode);
    }

    [Fact]
    public async Task The_last_records_are_shown_across_files()
    {
        var run = (await RunAsync("tail", Log, "-n", "5", "--text")).ShouldSucceed();
        var lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(["#2", "#3", "#4", "#5", "#6"], lines.Select(static line => line.Split("  ")[1]));
        Assert.Contains("  ada  tools/call query_database  tool_error", lines[3], StringComparison.Ordinal);
        Assert.EndsWith("#6  anchor", lines[4], StringComparison.Ordinal);

        var json = (await RunAsync("tail", Log, "-n", "2")).ShouldSucceed();
        Assert.Equal(await File.ReadAllLinesAsync(Log, TestContext.Current.CancellationToken), (await RunAsync("tail", Log, "-n", "4")).Output.TrimEnd('\n').Split('\n'));
        Assert.Equal([5, 6], json.Output.TrimEnd('\n').Split('\n').Select(static line => (int)JsonNode.Parse(line)!["seq"]!));
        Assert.Empty((await RunAsync("tail", Log, "-n", "0")).ShouldSucceed().Output);
    }

    [Fact]
    public async Task Records_that_come_are_followed_into_the_next_file()
    {
        await using var tail = ChildProcess.Start("dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "fairlead.dll"), "audit", "tail", Log, "-n", "1", "--follow", "--text");
        Assert.EndsWith("#6  anchor", await tail.Output.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await AuditLogFixture.CallAsync(_folder, "list_tables");
        Assert.Contains("#7  ada  tools/call list_tables  ok", await tail.Output.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.EndsWith("#8  anchor", await tail.Output.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        File.Move(Log, Path.Combine(_folder.Path, "audit.000000000003.jsonl"));
        await AuditLogFixture.CallAsync(_folder, "list_tables");
        Assert.Contains("#9  ada", await tail.Output.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await RunAsync("verify", Log)).ShouldSucceed();
    }

    [Fact]
    public async Task Calls_are_counted_by_what_they_were()
    {
        var json = (await RunAsync("stats", Log)).ShouldSucceed().Json;
        Assert.Equal((3, 1), ((int)json["calls"]!, (int)json["failed"]!));
        Assert.Equal(("search_orders", 2), ((string?)json["components"]![0]!["component"], (int)json["components"]![0]!["calls"]!));
        Assert.Equal(("ada", 3), ((string?)json["callers"]![0]!["caller"], (int)json["callers"]![0]!["calls"]!));
        Assert.Equal(["ok", "tool_error"], json["outcomes"]!.AsArray().Select(static outcome => (string?)outcome!["outcome"]));
        Assert.True((double)json["p50Milliseconds"]! <= (double)json["p95Milliseconds"]!);
        Assert.True(string.CompareOrdinal((string?)json["from"], (string?)json["to"]) < 0);

        var text = (await RunAsync("stats", Log, "--text")).ShouldSucceed().Output;
        Assert.StartsWith("3 calls, 1 of them failed or denied; 0 records dropped by the server, 0 lines are no records.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Durations_are_the_nearest_ranks()
    {
        var file = _folder.File("made.jsonl", string.Concat(Enumerable.Range(1, 100).Reverse().Select(number => $$"""{"v":1,"seq":{{101 - number}},"time":"2026-11-24T10:00:00.0000000Z","method":"tools/call","component":"t","decision":"{{(number > 90 ? "denied" : "allowed")}}","outcome":"{{(number > 90 ? "error" : "ok")}}"{{(number > 90 ? ",\"code\":-32000" : "")}},"ms":{{number}}}""" + "\n")));
        var json = (await RunAsync("stats", file)).ShouldSucceed().Json;
        Assert.Equal((50, 95, 10), ((double)json["p50Milliseconds"]!, (double)json["p95Milliseconds"]!, (int)json["failed"]!));
        Assert.Equal(("-32000", 10), ((string?)json["errorCodes"]![0]!["code"], (int)json["errorCodes"]![0]!["calls"]!));
        Assert.Null((string?)json["callers"]![0]!["caller"]);
    }

    [Fact]
    public async Task Lines_that_are_no_records_and_escape_sequences_do_no_harm()
    {
        var file = _folder.File("odd.jsonl", """
            broken
            {"seq":"x"}
            {"seq":1,"time":"2026-11-24T10:00:00Z","caller":{"sub":"\u001b[31mred\n"},"method":"tools/call","component":"a","decision":"allowed","outcome":"ok","ms":1}

            """);
        var run = (await RunAsync("tail", file, "--text")).ShouldSucceed();
        Assert.Contains(@"\u001b[31mred", Assert.Single(run.Output.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Contains("no record: broken", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, (int)(await RunAsync("stats", file)).ShouldSucceed().Json["unreadable"]!);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("tail")]
    [InlineData("stats")]
    public async Task A_log_that_is_not_there_is_told(string command)
    {
        (await RunAsync(command, Path.Combine(_folder.Path, "none.jsonl"))).ShouldFail(5, "none.jsonl");
        (await RunAsync(command, "/no/such/folder/audit.jsonl")).ShouldFail(5, "/no/such/folder");
        (await RunAsync(command, _folder.Path)).ShouldFail(5, _folder.Path);
        Assert.Contains($"fairlead audit {command} audit.jsonl", (await RunAsync(command, "--help")).ShouldSucceed().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_options_are_refused()
    {
        (await RunAsync("verify", Log, "--anchor", "17")).ShouldFail(2, "--anchor: write NUMBER:HASH");
        (await RunAsync("verify", Log, "--key-file", _folder.File("bad.key", "not base64!"))).ShouldFail(5, "holds no key");
        (await RunAsync("verify", Log, "--key-file", "/no/such.key")).ShouldFail(5, "/no/such.key");
        (await RunAsync("tail", Log, "-n", "-1")).ShouldFail(2, "-n must be between");
        (await RunAsync("tail", Log, "-n", "x")).ShouldFail(2, "x");
    }

    public void Dispose() => _folder.Dispose();

    private static Task<ToolRun> RunAsync(params string[] arguments) => Tool.RunAsync(["audit", .. arguments]);
}
