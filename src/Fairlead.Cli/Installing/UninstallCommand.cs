using System.CommandLine;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Commands;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Installing;

/// <summary><c>fairlead uninstall</c>: takes a server out of a client's configuration.</summary>
internal sealed class UninstallCommand : InstallingCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "The server's name in the client." };

    public UninstallCommand() : base("uninstall", "Take a server out of the configuration of a client.") => Add(_name);

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead uninstall claude-code example.com", "Of the user"),
        new("fairlead uninstall vscode MyServer --scope project --dry-run", "What would go from .vscode/mcp.json"),
    ];

    protected override Task<Edit> EditAsync(McpClientKind client, ServerFile file, string path, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var name = arguments.GetValue(_name)!;
        return file.Servers?.ContainsKey(name) == true
            ? Task.FromResult(new Edit(file.Without(name), name, "removed"))
            : throw CliException.Usage($"{path} has no server \"{Plain.Line(name)}\".{Suggestion.Of(name, (file.Servers ?? []).Select(static server => server.Key))}");
    }
}
