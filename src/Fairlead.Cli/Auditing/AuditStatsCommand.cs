using System.CommandLine;
using System.Globalization;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Output;
using Spectre.Console;

namespace Fairlead.Cli.Auditing;

/// <summary><c>fairlead audit stats</c>: who called what, how it ended, and how long it took.</summary>
internal sealed class AuditStatsCommand() : AuditLogCommand("stats", "Count the calls of a log by tool, caller, outcome and error code, with their durations.")
{
    private const int MaxRows = 20;

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead audit stats audit.jsonl --text", "For people"),
        new("fairlead audit stats audit.jsonl --json | jq '.components[0]'", "What is called most"),
    ];

    protected override Task<int> RunAsync(string path, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var log = new LogStatistics();
        foreach (var file in FilesOf(path))
        {
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            while (reader.ReadLine() is { } line)
            {
                cancellationToken.ThrowIfCancellationRequested();
                log.Add(line);
            }
        }

        if (screen.IsJson) Screen.Json(log.ToJson());
        else Show(screen, log);
        return Task.FromResult(ExitCode.Success);
    }

    private static void Show(Screen screen, LogStatistics log)
    {
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"{log.All.Calls} calls, {log.All.Failed} of them failed or denied; {log.Dropped} records dropped by the server, {log.Unreadable} lines are no records."));
        if (log.All.Calls == 0) return;
        screen.Line($"From {Time(log.First)} to {Time(log.Last)}.");
        foreach (var (title, groups) in log.Groups)
        {
            screen.Line();
            var grid = new Grid().AddColumns([.. Enumerable.Repeat(0, 5).Select(static (_, index) => new GridColumn { Alignment = index == 0 ? Justify.Left : Justify.Right, NoWrap = true })]);
            grid.AddRow(title, "calls", "failed", "p50", "p95");
            foreach (var (name, statistics) in groups.Take(MaxRows)) grid.AddRow([new Text(Plain.Line(name ?? "-")), .. statistics.Cells().Select(static cell => new Text(cell))]);
            screen.Show(grid);
            if (groups.Count > MaxRows) screen.Line($"… and {groups.Count - MaxRows} more");
        }
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
