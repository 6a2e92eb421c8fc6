using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Output;
using Fairlead.Cli.Targets;

namespace Fairlead.Cli.Commands;

/// <summary><c>fairlead ping</c>: is there an MCP server, and how fast does it answer?</summary>
internal sealed class PingCommand : ServerCommand
{
    public PingCommand() : base("ping", "Say whether a server answers, which revision it speaks, and how long that takes.")
    {
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead ping http://127.0.0.1:8000/mcp", "Is it up?"),
        new("fairlead ping \"npx -y @modelcontextprotocol/server-everything\" --revision 2025-06-18", "Does a command speak that revision?"),
    ];

    protected override async Task<int> RunAsync(ServerTarget target, ConnectionSettings settings, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await using var connection = await OpenAsync(target, settings, screen, cancellationToken);
        var connected = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        // 2026-07-28 has no ping: server/discover is the smallest question there.
        await connection.RequestAsync(connection.IsModern ? "server/discover" : "ping", [], cancellationToken);
        var answered = Stopwatch.GetElapsedTime(start);
        if (screen.IsJson)
        {
            Screen.Json(new JsonObject
            {
                ["server"] = connection.Describe(),
                ["revision"] = connection.Revision,
                ["transport"] = connection.TransportName,
                ["connectMilliseconds"] = Math.Round(connected.TotalMilliseconds, 2),
                ["pingMilliseconds"] = Math.Round(answered.TotalMilliseconds, 2),
            });
        }
        else
        {
            screen.Line($"{Plain.Line(connection.Title)} speaks {connection.Revision} over {connection.TransportName}. Connected in {connected.TotalMilliseconds:0} ms, answered in {answered.TotalMilliseconds:0.0} ms.");
        }

        return ExitCode.Success;
    }
}
