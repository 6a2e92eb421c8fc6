using System.CommandLine;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Output;
using Fairlead.Cli.Targets;

namespace Fairlead.Cli.Locking;

/// <summary><c>fairlead lock</c>: keeps what servers tell a model, so that it cannot change unseen.</summary>
internal sealed class LockCommand : LockingCommand
{
    private readonly Option<string?> _name = new("--name") { Description = "The server's name in the lock file. Default: its name in the configuration, or what it calls itself.", HelpName = "NAME" };

    public LockCommand() : base("lock", "Keep the fingerprints and definitions of servers in mcp.lock, so that they cannot change unseen.") => Add(_name);

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead lock github filesystem", "Lock two servers of the mcp.json of this folder"),
        new("fairlead lock https://example.com/mcp --name example", "Lock a server under a name of your own"),
        new("fairlead lock github --update", "Accept what has changed"),
    ];

    protected override async Task<int> RunAsync(LockFile file, IReadOnlyList<string> servers, ConnectionSettings settings, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var name = arguments.GetValue(_name);
        if (name is not null && servers.Count > 1) throw CliException.Usage("--name names one server.");
        var findings = new List<(Finding Finding, string Status)>();
        foreach (var text in servers)
        {
            var finding = await FindAsync(file, text, name, settings, screen, cancellationToken);
            var status = finding.IsRefused ? "refused" : finding.IsNew ? "locked" : !finding.HasDrift ? "unchanged" : IsUpdate(arguments) ? "updated" : "drifted";
            findings.Add((finding, status));
            if (status is "locked" or "updated") file.Servers[finding.Name] = finding.Server;
        }

        // All of them or none: half a lock looks like a whole one.
        var isGood = findings.All(static pair => pair.Status is not ("refused" or "drifted"));
        if (isGood) file.Save();
        Show(screen, PathOf(arguments), findings);
        if (!isGood) screen.Note($"{PathOf(arguments)} was not written.{(findings.Any(static pair => pair.Status == "drifted") ? " --update accepts what has changed." : "")}");
        return isGood ? ExitCode.Success : ExitCode.BadNews;
    }

    private static async Task<Finding> FindAsync(LockFile file, string text, string? name, ConnectionSettings settings, Screen screen, CancellationToken cancellationToken)
    {
        var known = name is null ? file.NameOf(text, null) : null;
        var source = known is null ? text : file.Servers[known].Source;
        var target = ServerTarget.Read(source);
        var (server, ownName) = await AskAsync(source, target, settings, screen, cancellationToken);
        name ??= known ?? (IsName(target.Name) ? target.Name : Plain.Line(ownName));
        if (name.Length == 0) throw CliException.Usage($"{text} does not say what it is called. Give it a name with --name.");
        return file.Servers.TryGetValue(name, out var other) && other.Source != source
            ? throw CliException.Usage($"{name} is already locked as {other.Source}. Give this one another name with --name.")
            : Finding.Of(name, server, file);
    }

    private static bool IsName(string text) => text.AsSpan().IndexOfAny(" \t/\\:") < 0;
}
