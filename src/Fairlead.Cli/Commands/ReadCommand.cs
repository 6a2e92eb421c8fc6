using System.CommandLine;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Commands;

/// <summary><c>fairlead read</c>: reads a resource.</summary>
internal sealed class ReadCommand : AskingCommand
{
    private readonly Argument<string> _uri = new("URI") { Description = "The resource's URI." };
    private readonly Option<string?> _save = new("--save") { Description = "The folder for what is not text; else the temporary folder.", HelpName = "FOLDER" };

    public ReadCommand() : base("read", "Read a resource.")
    {
        Add(_uri);
        Add(_save);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead read http://127.0.0.1:8000/mcp orders://17", "Show a resource"),
        new("fairlead read ./MyServer docs://logo --save .", "Write a binary one into this folder"),
    ];

    protected override async Task<int> RunAsync(ServerConnection connection, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var parameters = new JsonObject { ["uri"] = arguments.GetValue(_uri) };
        var result = await ProgressDisplay.ShowAsync(screen, onProgress => connection.RequestAsync("resources/read", parameters, onProgress, cancellationToken));
        if (screen.IsJson) Screen.Json(result);
        else new ResultView(screen, arguments.GetValue(_save)).ShowContents(result);
        return ExitCode.Success;
    }
}
