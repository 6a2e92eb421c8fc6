using System.CommandLine;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Output;
using Fairlead.Cli.Targets;

namespace Fairlead.Cli.Running;

/// <summary><c>fairlead run</c>: starts a server for a client, or stands in for one that is far away.</summary>
internal sealed class RunCommand : CliCommand
{
    private readonly Argument<string> _target = new("SERVER") { Description = "A project folder or file, a command, a name of an mcp.json; or a URL, which is then spoken to over stdio." };
    private readonly Argument<string[]> _arguments = new("ARGUMENTS") { Description = "After --: arguments for the server.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _watch = new("--watch", "-w") { Description = "Build and restart the project when its source changes; its client stays connected." };
    private readonly Option<string[]> _headers = new("--header", "-H") { Description = "An HTTP header for a URL, \"Name: value\". ${NAME} is taken from the environment.", HelpName = "HEADER" };

    public RunCommand() : base("run", "Start a server, or bridge one that is reached by HTTP to stdio.")
    {
        Add(_target);
        Add(_arguments);
        Add(_watch);
        Add(_headers);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead run ./MyServer --watch", "For a client's configuration: restarts on changes, and the client stays connected"),
        new("fairlead run ./MyServer --watch -- --transport http --port 8000", "The same for a server that listens"),
        new("fairlead run https://mcp.example.com/mcp --header 'Authorization: Bearer ${TOKEN}'", "A remote server for a client that knows only stdio"),
    ];

    protected override async Task<int> RunAsync(ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var target = ServerTarget.Read(arguments.GetValue(_target)!);
        var words = arguments.GetValue(_arguments) ?? [];
        var headers = arguments.GetValue(_headers) ?? [];
        if (headers.Length > 0 && target is not HttpTarget) throw CliException.Usage("--header is for a URL.");
        if (arguments.GetValue(_watch))
        {
            if (target is not ProjectTarget watched) throw CliException.Usage($"--watch is for a project or a C# file: {target.Name} has no source here.");
            using var client = new MessageWriter(Console.OpenStandardOutput());
            await using var proxy = new WatchingProxy(watched, words, client, Console.Error);
            return await proxy.RunAsync(Console.OpenStandardInput(), cancellationToken);
        }

        if (target is HttpTarget http)
        {
            if (words.Length > 0) throw CliException.Usage("Arguments after -- are for a server that is started, not for a URL.");
            using var client = new MessageWriter(Console.OpenStandardOutput());
            await using var bridge = new HttpBridge(http.Url, [.. http.Headers, .. headers.Select(HeaderText.Read)], client, Console.Error);
            await bridge.RunAsync(Console.OpenStandardInput(), cancellationToken);
            return ExitCode.Success;
        }

        var process = target as ProcessTarget ?? await ProjectBuild.BuildAsync((ProjectTarget)target, cancellationToken);
        await using var child = ServerChild.Start(process, words, isPiped: false);
        await child.WaitForExitAsync(cancellationToken);
        return child.ExitCode;
    }
}
