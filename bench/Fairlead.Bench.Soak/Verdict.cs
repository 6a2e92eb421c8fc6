using System.Text.Json;

namespace Fairlead.Bench.Soak;

/// <summary>Compares what was sent with what was measured and recorded, and says what does not agree.</summary>
internal sealed class Verdict(Tally tally)
{
    // The bytes by which the working set may grow between the second fifth of the time and the last.
    private const long Slack = 24 << 20;

    private static readonly string[] Tools = ["search_orders", "query_database", "refund_order"];
    private static readonly string[] Outcomes = ["ok", "tool_error", "input_required"];

    public bool IsGood { get; private set; } = true;

    public void Judge(Server server, Measured measured)
    {
        foreach (var tool in Tools)
        {
            foreach (var outcome in Outcomes) Expect($"metrics: {tool} {outcome}", tally[tool, outcome], measured.Calls(tool, outcome));
        }

        // Those who vanished may have been heard or not.
        Between($"metrics: {Traffic.Abandoned}", 1, tally[Traffic.Abandoned, "abandoned"], measured.Calls(Traffic.Abandoned));
        Expect("metrics: refused for who sent it", tally["search_orders", "unauthenticated"], measured["mcp_auth_failures_total"]);
        Expect("metrics: refused by a limit", Limited, measured["mcp_rate_limit_rejections_total"]);
        Expect("metrics: calls in flight", 0, measured["mcp_requests_in_flight"]);
        Expect("metrics: sessions", 0, measured["mcp_sessions_active"]);
        Expect("metrics: subscriptions", 0, measured["mcp_subscriptions_active"]);
        Expect("metrics: audit records dropped", 0, measured["mcp_audit_dropped_total"]);
        Expect("surprises", 0, tally.Surprises.Count);
        foreach (var surprise in tally.Surprises.Distinct().Take(5)) Console.WriteLine("  " + surprise);
        Expect("warnings and errors in the log", 0, server.Complaints.Count);
        foreach (var complaint in server.Complaints.Take(5)) Console.WriteLine("  " + complaint);
    }

    /// <summary>The memory, as it was measured once a second.</summary>
    public void JudgeMemory(IReadOnlyList<long> samples)
    {
        var fifth = Math.Max(1, samples.Count / 5);
        var (early, late) = (Median(samples.Skip(fifth).Take(fifth)), Median(samples.Skip(samples.Count - fifth)));
        Between("memory: growth in MiB", long.MinValue, Slack >> 20, (late - early) >> 20);
        Console.WriteLine($"memory in MiB: {early >> 20} in the second fifth, {late >> 20} in the last, {samples.Max() >> 20} at most");
    }

    public void JudgeTrail(Server server, Measured measured, int verified)
    {
        Expect("audit verify: exit code", 0, verified);
        var records = new Dictionary<(string, string), long>();
        long all = 0, denied = 0;
        foreach (var line in server.Trail)
        {
            using var record = JsonDocument.Parse(line);
            if (!record.RootElement.TryGetProperty("method", out _)) continue;
            all++;
            if (Text(record, "decision") == "denied")
            {
                denied++;
                continue;
            }

            var key = (Text(record, "component"), Text(record, "outcome"));
            records[key] = records.GetValueOrDefault(key) + 1;
        }

        foreach (var component in (string[])[.. Tools, "schema://tables", "sql_expert"])
        {
            foreach (var outcome in Outcomes) Expect($"audit: {component} {outcome}", tally[component, outcome], records.GetValueOrDefault((component, outcome)));
        }

        Expect("audit: denied by a limit", Limited, denied);
        Expect($"audit: {Traffic.Abandoned}", measured.Calls(Traffic.Abandoned), records.Where(one => one.Key.Item1 == Traffic.Abandoned).Sum(one => one.Value));
        Console.WriteLine($"audit: {all} records of calls");
    }

    private long Limited => tally.Counts.Where(one => one.Key.Outcome == "limited").Sum(one => one.Value);

    private static string Text(JsonDocument record, string name) => record.RootElement.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static long Median(IEnumerable<long> values)
    {
        long[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private void Expect(string what, long expected, long actual) => Between(what, expected, expected, actual);

    private void Between(string what, long least, long most, long actual)
    {
        var isGood = actual >= least && actual <= most;
        IsGood &= isGood;
        var expected = least == most ? $"{least}" : least == long.MinValue ? $"at most {most}" : $"{least} to {most}";
        Console.WriteLine($"{(isGood ? "ok   " : "WRONG")} {what}: {actual}{(isGood ? "" : $", expected {expected}")}");
    }
}
