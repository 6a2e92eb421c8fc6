using System.CommandLine;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Output;
using Fairlead.Cli.Targets;
using ModelContextProtocol;

namespace Fairlead.Cli.Locking;

/// <summary><c>fairlead verify</c>: are servers still what they were when they were locked?</summary>
internal sealed class VerifyCommand() : LockingCommand("verify", "Compare servers with mcp.lock, and show what has changed.")
{
    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead verify --all", "In a build: exits with 1 when a server is not what it was"),
        new("fairlead verify github --file locks/mcp.lock --json", "One server, for a script"),
        new("fairlead verify github --update", "Show what has changed, and accept it"),
    ];

    protected override async Task<int> RunAsync(LockFile file, IReadOnlyList<string> servers, ConnectionSettings settings, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var path = PathOf(arguments);
        if (!file.Exists) throw new CliException(ExitCode.File, $"There is no {path}. fairlead lock SERVER writes it.");
        var findings = new List<(Finding Finding, string Status)>();
        var exitCode = ExitCode.Success;
        foreach (var text in servers)
        {
            try
            {
                var finding = await FindAsync(file, path, text, settings, screen, cancellationToken);
                var status = finding.IsRefused ? "refused" : !finding.HasDrift ? "unchanged" : IsUpdate(arguments) ? "updated" : "drifted";
                if (status is "refused" or "drifted") exitCode = Math.Max(exitCode, ExitCode.BadNews);
                if (status == "updated") file.Servers[finding.Name] = finding.Server;
                findings.Add((finding, status));
            }
            catch (Exception exception) when (servers.Count > 1 && exception is CliException or McpProtocolException)
            {
                // The others are looked at all the same.
                screen.Note($"fairlead: {Plain.Line(text)}: {Plain.Line(exception.Message)}");
                exitCode = Math.Max(exitCode, exception is CliException known ? known.ExitCode : ExitCode.BadNews);
            }
        }

        file.Save();
        Show(screen, path, findings);
        return exitCode;
    }

    private static async Task<Finding> FindAsync(LockFile file, string path, string text, ConnectionSettings settings, Screen screen, CancellationToken cancellationToken)
    {
        var name = file.NameOf(text, null);
        var target = ServerTarget.Read(name is null ? text : file.Servers[name].Source);
        name ??= file.NameOf(text, target.Name) ?? throw CliException.Usage($"{path} has no server {text}{(file.Servers.Count > 0 ? $"; it has {string.Join(", ", file.Servers.Keys)}" : "")}. fairlead lock {text} adds it.");
        var (server, _) = await AskAsync(file.Servers[name].Source, target, settings, screen, cancellationToken);
        return Finding.Of(name, server, file);
    }
}
