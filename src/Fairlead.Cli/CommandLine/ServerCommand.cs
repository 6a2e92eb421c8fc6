using System.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Output;
using Fairlead.Cli.Targets;

namespace Fairlead.Cli.CommandLine;

/// <summary>A command that talks to a server.</summary>
internal abstract class ServerCommand : ConnectingCommand
{
    private readonly Argument<string> _target = new("SERVER") { Description = ServerForms, CompletionSources = { ServerNames.Suggest } };

    protected ServerCommand(string name, string description) : base(name, description) => Add(_target);

    protected abstract Task<int> RunAsync(ServerTarget target, ConnectionSettings settings, ParseResult arguments, Screen screen, CancellationToken cancellationToken);

    protected sealed override Task<int> RunAsync(ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(arguments);
        return RunAsync(ServerTarget.Read(arguments.GetValue(_target)!), settings, arguments, screen, cancellationToken);
    }
}
