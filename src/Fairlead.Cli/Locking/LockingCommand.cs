using System.CommandLine;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Output;
using Fairlead.Cli.Targets;

namespace Fairlead.Cli.Locking;

/// <summary>A command that compares servers with a lock file.</summary>
internal abstract class LockingCommand : ConnectingCommand
{
    private readonly Argument<string[]> _servers = new("SERVER") { Description = ServerForms, Arity = ArgumentArity.ZeroOrMore, CompletionSources = { ServerNames.Suggest } };
    private readonly Option<bool> _all = new("--all") { Description = "All servers of the lock file." };
    private readonly Option<bool> _update = new("--update") { Description = "Accept what has changed: the lock file is written anew." };
    private readonly Option<string> _file = new("--file") { Description = "The lock file.", HelpName = "PATH", DefaultValueFactory = static _ => LockFile.DefaultPath };

    protected LockingCommand(string name, string description) : base(name, description)
    {
        Add(_servers);
        foreach (var option in (Option[])[_all, _update, _file]) Add(option);
        Validators.Add(result =>
        {
            var named = result.GetValue(_servers) is { Length: > 0 };
            if (named == result.GetValue(_all)) result.AddError(named ? "Name servers, or write --all, not both." : "Name a server, or write --all for those of the lock file.");
        });
    }

    protected abstract Task<int> RunAsync(LockFile file, IReadOnlyList<string> servers, ConnectionSettings settings, ParseResult arguments, Screen screen, CancellationToken cancellationToken);

    protected sealed override Task<int> RunAsync(ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(arguments);
        var path = arguments.GetValue(_file)!;
        var file = LockFile.Open(path);
        var servers = arguments.GetValue(_servers)!;
        if (arguments.GetValue(_all)) servers = [.. file.Servers.Keys];
        if (servers.Length > 1 && settings.Headers.Count + settings.Environment.Count > 0) throw CliException.Usage("--header and --env go to one server: each of several would get the secrets of the others.");
        return RunAsync(file, servers, settings, arguments, screen, cancellationToken);
    }

    protected bool IsUpdate(ParseResult arguments) => arguments.GetValue(_update);

    protected string PathOf(ParseResult arguments) => arguments.GetValue(_file)!;

    /// <summary>Asks a server for all that it defines.</summary>
    protected static async Task<(LockedServer Server, string? OwnName)> AskAsync(string source, ServerTarget target, ConnectionSettings settings, Screen screen, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(target, settings, screen, cancellationToken);
        return (await LockedServer.AskAsync(source, connection, cancellationToken), connection.Client.ServerInfo?.Name);
    }

    protected static void Show(Screen screen, string path, IReadOnlyList<(Finding Finding, string Status)> findings)
    {
        if (screen.IsJson)
        {
            Screen.Json(new JsonObject { ["file"] = path, ["servers"] = new JsonArray([.. findings.Select(static pair => pair.Finding.ToJson(pair.Status))]) });
            return;
        }

        foreach (var (finding, status) in findings) finding.Show(screen, status);
    }
}
