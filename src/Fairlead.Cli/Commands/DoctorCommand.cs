using System.CommandLine;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Judging;
using Fairlead.Cli.Output;
using Fairlead.Cli.Targets;

namespace Fairlead.Cli.Commands;

/// <summary><c>fairlead doctor</c>: the production checklist, from outside or from inside.</summary>
internal sealed class DoctorCommand : ServerCommand
{
    private readonly Option<bool> _strict = new("--strict") { Description = "Exit with 1 also for what should only be looked at." };
    private readonly Option<bool> _large = new("--large") { Description = "Also send a body of 8 MiB, to see whether there is a limit." };

    public DoctorCommand() : base("doctor", "Judge a server against the production checklist: one that listens from outside, by harmless requests; a command over stdio; a project from inside, by its own --doctor.")
    {
        Add(_strict);
        Add(_large);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead doctor https://mcp.example.com/mcp --header \"Authorization: Bearer ${TOKEN}\"", "A server that listens; it is told each request that will be sent"),
        new("fairlead doctor ./MyServer --strict", "A project's configuration, failing a build on every finding"),
        new("fairlead doctor \"npx -y @modelcontextprotocol/server-everything\"", "A command: what it writes, survives, and how it ends"),
    ];

    protected override async Task<int> RunAsync(ServerTarget target, ConnectionSettings settings, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var examination = new Examination();
        var name = await ExamineAsync(target, settings, arguments.GetValue(_large), examination, cancellationToken) ?? target.Name;
        if (screen.IsJson) Screen.Json(Json(name, examination));
        else Show(screen, name, examination);
        return examination.Findings.Any(finding => finding.IsError || arguments.GetValue(_strict)) ? ExitCode.BadNews : ExitCode.Success;
    }

    private static async Task<string?> ExamineAsync(ServerTarget target, ConnectionSettings settings, bool sendsLarge, Examination examination, CancellationToken cancellationToken)
    {
        switch (target)
        {
            case HttpTarget http:
                using (var probe = new HttpProbe(http, settings, examination)) return await HttpExamination.RunAsync(probe, examination, sendsLarge, cancellationToken);
            case ProjectTarget project:
                return await ProjectDoctor.RunAsync(await ProjectBuild.BuildAsync(project, cancellationToken), settings.Environment, settings.Timeout, examination, cancellationToken);
            case ProcessTarget process:
                return await StdioExamination.RunAsync(process, settings.Environment, settings.Timeout, examination, cancellationToken);
            default:
                throw new InvalidOperationException(target.GetType().Name);
        }
    }

    private static void Show(Screen screen, string name, Examination examination)
    {
        var findings = examination.Findings;
        foreach (var finding in findings)
        {
            screen.Markup($"{(finding.IsError ? "[red]error[/]" : "[yellow]look[/] ")} {Plain.Markup(finding.Check)}: {Plain.Markup(finding.Problem)}");
            screen.Line($"      {finding.Remedy}");
        }

        if (examination.Passed.Count > 0) screen.Markup($"[green]well[/]  {string.Join(", ", examination.Passed)}");
        foreach (var skipped in examination.Skipped) screen.Line($"      {skipped}");
        screen.Line($"{Plain.Line(name)}: {findings.Count(static finding => finding.IsError)} errors, {findings.Count(static finding => !finding.IsError)} to look at.");
        screen.Line();
        screen.Line($"Sent ({examination.Sent.Count}):");
        foreach (var sent in examination.Sent) screen.Line($"  {sent}");
    }

    private static JsonObject Json(string name, Examination examination) => new()
    {
        ["name"] = name,
        ["findings"] = new JsonArray([.. examination.Findings.Select(static finding => new JsonObject { ["check"] = finding.Check, ["severity"] = finding.IsError ? "error" : "warning", ["problem"] = finding.Problem, ["remedy"] = finding.Remedy })]),
        ["passed"] = new JsonArray([.. examination.Passed.Select(static check => (JsonNode)check)]),
        ["skipped"] = new JsonArray([.. examination.Skipped.Select(static what => (JsonNode)what)]),
        ["sent"] = new JsonArray([.. examination.Sent.Select(static request => (JsonNode)request)]),
    };
}
