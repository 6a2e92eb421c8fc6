using System.CommandLine;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Commands;

/// <summary><c>fairlead prompt</c>: gets a prompt.</summary>
internal sealed class PromptCommand : AskingCommand
{
    private readonly Argument<string> _prompt = new("PROMPT") { Description = "The prompt's name." };
    private readonly Argument<string[]> _words = new("ARGUMENTS") { Description = "key=value, key=@file; or one JSON object, @file.json, or - for the standard input.", Arity = ArgumentArity.ZeroOrMore };

    public PromptCommand() : base("prompt", "Get a prompt with its arguments filled in.")
    {
        Add(_prompt);
        Add(_words);
    }

    public override IReadOnlyList<Example> Examples => [new("fairlead prompt http://127.0.0.1:8000/mcp sql_expert schema=public", "Show the messages of a prompt")];

    protected override async Task<int> RunAsync(ServerConnection connection, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        // Prompts take strings only.
        var parameters = new JsonObject { ["name"] = arguments.GetValue(_prompt), ["arguments"] = ArgumentWords.Read(arguments.GetValue(_words) ?? [], schema: null) };
        var result = await ProgressDisplay.ShowAsync(screen, onProgress => connection.RequestAsync("prompts/get", parameters, onProgress, cancellationToken));
        if (screen.IsJson) Screen.Json(result);
        else new ResultView(screen, folder: null).ShowMessages(result);
        return ExitCode.Success;
    }
}
