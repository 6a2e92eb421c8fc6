using System.CommandLine;
using Fairlead.Cli.Commands;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Output;
using Fairlead.Cli.Targets;

namespace Fairlead.Cli.CommandLine;

/// <summary>A command whose server may ask in the middle of it.</summary>
internal abstract class AskingCommand : ServerCommand
{
    private readonly Option<string[]> _answers = new("--answer") { Description = "An answer to a field of a form that the server shows, field=value; without a terminal the only way to answer.", HelpName = "FIELD=VALUE" };
    private readonly Option<string[]> _roots = new("--root") { Description = "A folder that the server may be told of.", HelpName = "FOLDER" };

    private readonly Option<string> _logLevel = LogLevels.Option("--log-level", level: null);

    protected AskingCommand(string name, string description) : base(name, description)
    {
        Add(_answers);
        Add(_roots);
        Add(_logLevel);
    }

    protected abstract Task<int> RunAsync(ServerConnection connection, ParseResult arguments, Screen screen, CancellationToken cancellationToken);

    protected sealed override async Task<int> RunAsync(ServerTarget target, ConnectionSettings settings, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var level = arguments.GetValue(_logLevel);
        var answers = arguments.GetValue(_answers) ?? [];
        await using var connection = await OpenAsync(
            target,
            settings with
            {
                LogLevel = level,
                Roots = arguments.GetValue(_roots) ?? [],
                // Who can answer nothing must not say that they can: the server then knows what to do instead.
                Answerer = answers.Length > 0 || screen.IsInteractive ? new FormAnswerer(screen, answers) : null,
            },
            screen,
            cancellationToken);
        using var logs = level is null ? null : await CallLogs.ShowAsync(connection, level, screen, cancellationToken);
        return await RunAsync(connection, arguments, screen, cancellationToken);
    }
}
