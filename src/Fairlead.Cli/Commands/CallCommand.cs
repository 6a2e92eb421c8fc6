using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Output;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Fairlead.Cli.Commands;

/// <summary><c>fairlead call</c>: calls a tool.</summary>
internal sealed class CallCommand : AskingCommand
{
    private readonly Argument<string> _tool = new("TOOL") { Description = "The tool's name." };
    private readonly Argument<string[]> _words = new("ARGUMENTS") { Description = "key=value, key:=JSON, key=@file; or one JSON object, @file.json, or - for the standard input.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _save = new("--save") { Description = "The folder for images, audio and files of the result; else the temporary folder.", HelpName = "FOLDER" };

    public CallCommand() : base("call", "Call a tool.")
    {
        Add(_tool);
        Add(_words);
        Add(_save);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead call http://127.0.0.1:8000/mcp greet name=Ada", "Call a tool; values get the type that its schema wants"),
        new("fairlead call ./MyServer search query=@question.txt 'filter:={\"open\":true}'", "A value from a file, and one as JSON"),
        new("echo '{\"name\":\"Ada\"}' | fairlead call mcp.json#greeter greet -", "All arguments as JSON, from the standard input"),
        new("fairlead call ./MyServer deploy service=shop --log-level info", "With what the tool logs"),
        new("fairlead call ./MyServer deploy service=shop --answer confirmed=true", "Answer the server's question from the command line"),
    ];

    protected override async Task<int> RunAsync(ServerConnection connection, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var name = arguments.GetValue(_tool)!;
        var tools = await connection.ListToolsAsync(cancellationToken);
        var tool = tools.FirstOrDefault(tool => (string?)tool["name"] == name);
        if (tool?.Deserialize((System.Text.Json.Serialization.Metadata.JsonTypeInfo<Tool>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(Tool))) is { } known) connection.Client.AddKnownTools([known]);

        var parameters = new JsonObject { ["name"] = name, ["arguments"] = ArgumentWords.Read(arguments.GetValue(_words) ?? [], tool?["inputSchema"] as JsonObject) };
        JsonObject result;
        try
        {
            result = await ProgressDisplay.ShowAsync(screen, onProgress => connection.RequestAsync("tools/call", parameters, onProgress, cancellationToken));
        }
        catch (McpProtocolException exception) when (tool is null)
        {
            // Asked for all the same: it may be hidden, or shown only to callers with more scopes than this one has yet.
            throw CliException.Usage($"{connection.Title} lists no tool \"{name}\", and says: {Plain.Line(ServerMessage.Of(exception))}.{Suggestion.Of(name, tools.Select(static tool => (string?)tool["name"] ?? ""))}");
        }

        if (screen.IsJson) Screen.Json(result);
        else new ResultView(screen, arguments.GetValue(_save)).ShowToolResult(result);
        return result["isError"] is JsonValue value && value.TryGetValue<bool>(out var isError) && isError ? ExitCode.BadNews : ExitCode.Success;
    }
}
