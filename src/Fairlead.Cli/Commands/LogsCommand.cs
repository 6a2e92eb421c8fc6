using System.CommandLine;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Output;
using Fairlead.Cli.Targets;

namespace Fairlead.Cli.Commands;

/// <summary><c>fairlead logs</c>: shows a server's log messages, as they come.</summary>
internal sealed class LogsCommand : ServerCommand
{
    // Later revisions log within a call only: fairlead call --log-level.
    private const string LastRevisionWithLogs = "2025-11-25";

    private readonly Option<string> _level = LogLevels.Option("--level", "info");
    private readonly Option<int?> _count = new("--count") { Description = "End after so many messages.", HelpName = "N" };
    private readonly Option<double?> _duration = new("--for") { Description = "End after so many seconds.", HelpName = "SECONDS" };

    public LogsCommand() : base("logs", "Show what a server logs for its client, until Ctrl+C. From 2026-07-28 on servers log within calls: see fairlead call --log-level.")
    {
        Add(_level);
        Add(_count);
        Add(_duration);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead logs http://127.0.0.1:8000/mcp --level debug", "Everything that the server logs"),
        new("fairlead call http://127.0.0.1:8000/mcp deploy service=shop --log-level info", "What it logs within one call, in every revision"),
    ];

    protected override async Task<int> RunAsync(ServerTarget target, ConnectionSettings settings, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        settings = settings with { Revision = settings.Revision ?? LastRevisionWithLogs };
        var left = arguments.GetValue(_count) ?? int.MaxValue;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var connection = await OpenAsync(target, settings, screen, cancellationToken);
        if (connection.IsModern) throw CliException.Usage("In 2026-07-28 a server logs within calls only: fairlead call … --log-level info.");
        if (connection.Client.ServerCapabilities?.Logging is null) throw new CliException(ExitCode.BadNews, $"{connection.Title} sends no logs: it does not declare the capability logging.");
        using var notifications = new Notifications(connection, LogLevels.Notification);
        await connection.RequestAsync("logging/setLevel", new JsonObject { ["level"] = arguments.GetValue(_level) }, cancellationToken);
        screen.Note($"Logs of {Plain.Line(connection.Title)}. Ctrl+C ends.");
        _ = connection.Client.Completion.ContinueWith(_ => notifications.Complete(), TaskScheduler.Default);
        if (arguments.GetValue(_duration) is { } seconds) end.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            await foreach (var (_, parameters) in notifications.ReadAllAsync(end.Token))
            {
                if (screen.IsJson) Screen.JsonLine(parameters);
                else screen.Line(LogLevels.Describe(parameters));
                if (--left == 0) return ExitCode.Success;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Success;
        }

        throw new CliException(ExitCode.Unreachable, "The server ended the connection.");
    }
}
