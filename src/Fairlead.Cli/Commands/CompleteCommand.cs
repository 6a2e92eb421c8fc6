using System.CommandLine;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Output;
using Fairlead.Cli.Targets;

namespace Fairlead.Cli.Commands;

/// <summary><c>fairlead complete</c>: what a server suggests for an argument.</summary>
internal sealed class CompleteCommand : ServerCommand
{
    private readonly Argument<string> _reference = new("OF") { Description = "A prompt's name, or a resource template's URI." };
    private readonly Argument<string> _argument = new("ARGUMENT") { Description = "What is typed so far: argument=text." };
    private readonly Option<string[]> _context = new("--with") { Description = "An argument that is settled already, name=value.", HelpName = "NAME=VALUE" };

    public CompleteCommand() : base("complete", "Ask what a server suggests for an argument of a prompt or template.")
    {
        Add(_reference);
        Add(_argument);
        Add(_context);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead complete http://127.0.0.1:8000/mcp sql_expert schema=pu", "For a prompt"),
        new("fairlead complete ./MyServer 'repo://{owner}/{name}' name=fa --with owner=acme", "For a template, with another argument settled"),
    ];

    protected override async Task<int> RunAsync(ServerTarget target, ConnectionSettings settings, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var reference = arguments.GetValue(_reference)!;
        var argument = ArgumentWords.Read([arguments.GetValue(_argument)!], schema: null);
        if (argument.Count != 1) throw CliException.Usage("Give one argument, as argument=text.");
        var parameters = new JsonObject
        {
            ["ref"] = reference.Contains("://", StringComparison.Ordinal) ? new JsonObject { ["type"] = "ref/resource", ["uri"] = reference } : new JsonObject { ["type"] = "ref/prompt", ["name"] = reference },
            ["argument"] = new JsonObject { ["name"] = argument.First().Key, ["value"] = argument.First().Value?.DeepClone() },
        };
        if (arguments.GetValue(_context) is { Length: > 0 } context) parameters["context"] = new JsonObject { ["arguments"] = ArgumentWords.Read(context, schema: null) };
        await using var connection = await OpenAsync(target, settings, screen, cancellationToken);
        var result = await connection.RequestAsync("completion/complete", parameters, cancellationToken);
        if (screen.IsJson)
        {
            Screen.Json(result);
            return ExitCode.Success;
        }

        var completion = result["completion"] as JsonObject;
        foreach (var value in completion?["values"] as JsonArray ?? []) screen.Line(Plain.Line(value?.ToString()));
        if (completion?["hasMore"] is JsonValue more && more.TryGetValue<bool>(out var hasMore) && hasMore) screen.Line("…");
        return ExitCode.Success;
    }
}
