using System.CommandLine;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Auditing;

/// <summary><c>fairlead audit tail</c>: the last records of a log, and those that come.</summary>
internal sealed class AuditTailCommand : AuditLogCommand
{
    private readonly Option<int> _count = new("-n", "--lines") { Description = "How many records.", HelpName = "N", DefaultValueFactory = static _ => 10 };
    private readonly Option<bool> _follow = new("--follow", "-f") { Description = "Go on with the records that come, until Ctrl+C." };

    public AuditTailCommand() : base("tail", "Show the last records of a log: a line each, or JSON lines as they were written.")
    {
        _count.Validators.Add(static result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var count) && count is < 0 or > 1_000_000) result.AddError("-n must be between 0 and 1000000.");
        });
        Add(_count);
        Add(_follow);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead audit tail audit.jsonl -n 50", "The last fifty records"),
        new("fairlead audit tail audit.jsonl --follow --text", "What happens now"),
        new("fairlead audit tail audit.jsonl -n 1000 --json | jq 'select(.decision == \"denied\")'", "Who was denied something"),
    ];

    protected override async Task<int> RunAsync(string path, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var count = arguments.GetValue(_count);
        var last = new List<string>();
        var end = 0L;
        foreach (var file in FilesOf(path).Reverse())
        {
            var (lines, fileEnd) = LogTail.Read(file, count - last.Count);
            if (file == path) end = fileEnd;
            last.InsertRange(0, lines);
            if (last.Count >= count) break;
        }

        foreach (var line in last) Show(screen, line);
        if (!arguments.GetValue(_follow)) return ExitCode.Success;
        await foreach (var line in new LogFollower(path, end).ReadAsync(cancellationToken)) Show(screen, line);
        return ExitCode.Success;
    }

    private static void Show(Screen screen, string line)
    {
        var call = LoggedCall.Read(line);
        if (call is null) screen.Note($"fairlead: no record: {Plain.Line(line.Length > 80 ? line[..80] + "…" : line)}");
        else if (screen.IsJson) Screen.JsonLine(JsonNode.Parse(line)!);
        else screen.Line(call.Describe());
    }
}
