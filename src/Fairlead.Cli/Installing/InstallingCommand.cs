using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Files;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Installing;

/// <summary>A command that changes one entry of a client's configuration.</summary>
internal abstract class InstallingCommand : CliCommand
{
    private readonly Argument<string> _target = new("TARGET") { Description = "The client: " + string.Join(", ", McpClients.All.Select(static client => client.Name)) + "." };
    private readonly Option<string?> _scope = new("--scope") { Description = "user, or project: the current folder. Default: user where the client has it.", HelpName = "SCOPE" };
    private readonly Option<string?> _file = new("--file") { Description = "The file, where it is not the one that the client reads by default.", HelpName = "PATH" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show what would change, and change nothing." };

    protected InstallingCommand(string name, string description) : base(name, description)
    {
        _target.AcceptOnlyFromAmong([.. McpClients.All.Select(static client => client.Name)]);
        _scope.AcceptOnlyFromAmong("user", "project");
        Add(_target);
        foreach (var option in (Option[])[_scope, _file, _dryRun]) Add(option);
    }

    /// <summary>Changes the text.</summary>
    /// <returns>The new text, and what has been done.</returns>
    protected abstract Task<Edit> EditAsync(McpClientKind client, ServerFile file, string path, ParseResult arguments, Screen screen, CancellationToken cancellationToken);

    protected sealed override async Task<int> RunAsync(ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var client = McpClients.All.Single(client => client.Name == arguments.GetValue(_target));
        var path = arguments.GetValue(_file) ?? PathOf(client, arguments.GetValue(_scope));
        var disk = AtomicFile.Read(path);
        Edit edit;
        string before;
        try
        {
            before = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(disk.Content ?? []);
            edit = await EditAsync(client, ServerFile.Parse(client.Format, before, client.Container), path, arguments, screen, cancellationToken);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new CliException(ExitCode.File, $"{path} was not changed: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", exception);
        }

        var isDry = arguments.GetValue(_dryRun);
        if (edit.Text != before && !isDry) disk.Replace(Encoding.UTF8.GetBytes(edit.Text));
        var diff = isDry && edit.Text != before ? LineDiff.Of(before, edit.Text) : [];
        if (screen.IsJson)
        {
            Screen.Json(new JsonObject
            {
                ["target"] = client.Name,
                ["file"] = Path.GetFullPath(path),
                ["name"] = edit.Name,
                ["status"] = edit.Status,
                ["dryRun"] = isDry,
                ["diff"] = new JsonArray([.. diff.Select(static line => JsonValue.Create(line))]),
            });
            return ExitCode.Success;
        }

        screen.Line($"{Plain.Line(edit.Name)} {(isDry && edit.Status != "unchanged" ? "would be " : "")}{edit.Status}: {path} ({client.Name})");
        foreach (var line in diff) screen.Markup("  " + LineDiff.Markup(line));
        return ExitCode.Success;
    }

    private static string PathOf(McpClientKind client, string? scope) => scope switch
    {
        "user" => client.UserPath?.Invoke() ?? throw CliException.Usage($"{client.Name} has no file for the user, only {client.ProjectPath} in a folder."),
        "project" => client.ProjectPath ?? throw CliException.Usage($"{client.Name} has no file for a project, only {client.UserPath!()}."),
        _ => client.UserPath?.Invoke() ?? client.ProjectPath!,
    };
}
