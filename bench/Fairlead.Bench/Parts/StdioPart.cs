using Fairlead.Bench.Results;
using Fairlead.Bench.Servers;

namespace Fairlead.Bench.Parts;

/// <summary>How many calls servers answer over stdio, one after the other and with many in flight.</summary>
internal static class StdioPart
{
    // With one core .NET's thread pool has one thread, which a server that waits for its stdin may hold: servers get both.
    private const string Cores = "0,1";
    private const int InFlight = 64;

    public static IReadOnlyList<Section> Measure(Options options)
    {
        var servers = new List<StdioServer>();
        try
        {
            foreach (var (_, command) in StdioServers.All) servers.Add(StdioServer.Start(command, Cores).Server);
            foreach (var server in servers)
            {
                server.Load(1, options.Warmup / 2);
                server.Load(InFlight, options.Warmup / 2);
            }

            var (single, many) = (servers.Select(static _ => new List<double>()).ToArray(), servers.Select(static _ => new List<double>()).ToArray());
            for (var round = 0; round < options.Rounds; round++)
            {
                for (var i = 0; i < servers.Count; i++)
                {
                    single[i].Add(servers[i].Load(1, options.Round / 2));
                    many[i].Add(servers[i].Load(InFlight, options.Round / 2));
                }
            }

            Series[] sequential = [.. single.Select(static (rounds, i) => new Series(StdioServers.All[i].Name, "calls/s, one after the other", rounds))];
            Series[] pipelined = [.. many.Select(static (rounds, i) => new Series(StdioServers.All[i].Name, $"calls/s, {InFlight} in flight", rounds))];
            Series[] memory = [.. servers.Select(static (server, i) => new Series(StdioServers.All[i].Name, "bytes resident after the load", [server.ResidentMemory]))];
            return
            [
                new("Calls over stdio", ["", "Fairlead's rate against it, one after the other", $"{InFlight} in flight", "resident memory after it"],
                    [.. servers.Select((_, i) => Row(i, sequential, pipelined, memory))],
                    [.. sequential, .. pipelined, .. memory]),
            ];
        }
        finally
        {
            foreach (var server in servers) server.Dispose();
        }
    }

    private static string[] Row(int i, Series[] sequential, Series[] pipelined, Series[] memory) => i == StdioServers.Reference
        ? [StdioServers.All[i].Name, $"1 ({Figure.Short(sequential[i].Median)}/s)", $"1 ({Figure.Short(pipelined[i].Median)}/s)", Figure.Mebibytes(memory[i].Median)]
        : [StdioServers.All[i].Name, Figure.Ratio(sequential[StdioServers.Reference].Against(sequential[i])), Figure.Ratio(pipelined[StdioServers.Reference].Against(pipelined[i])), Figure.Mebibytes(memory[i].Median)];
}
