using System.Diagnostics;
using Fairlead.Bench.Results;
using Fairlead.Bench.Servers;

namespace Fairlead.Bench.Parts;

/// <summary>How long it takes from the start of a process to its first answered call over stdio, and what memory it has then.</summary>
internal static class StartPart
{
    private const string Cores = "0,1";

    public static IReadOnlyList<Section> Measure(Options options)
    {
        var times = StdioServers.All.Select(static _ => new List<double>()).ToArray();
        var memories = StdioServers.All.Select(static _ => new List<double>()).ToArray();
        var nothing = new List<double>();

        // One more than is counted: the first round brings the files into memory.
        for (var round = 0; round <= options.Starts; round++)
        {
            var none = StartNothing();
            if (round > 0) nothing.Add(none.TotalMilliseconds);
            for (var i = 0; i < StdioServers.All.Count; i++)
            {
                var (server, elapsed) = StdioServer.Start(StdioServers.All[i].Command, Cores);
                using (server)
                {
                    if (round == 0) continue;
                    times[i].Add(elapsed.TotalMilliseconds);
                    memories[i].Add(server.ResidentMemory);
                }
            }
        }

        Series[] first = [.. times.Select(static (rounds, i) => new Series(StdioServers.All[i].Name, "ms to the first reply", rounds)), new("a program that does nothing", "ms", nothing)];
        Series[] memory = [.. memories.Select(static (rounds, i) => new Series(StdioServers.All[i].Name, "bytes resident", rounds))];
        return
        [
            new("From the start of a process to its first answered call, stdio", ["", "first reply, ms", "resident memory"],
                [.. first.Select((series, i) => (string[])[series.Name, Figure.Ratio(series), i < memory.Length ? Figure.Mebibytes(memory[i].Median) : ""])],
                [.. first, .. memory]),
        ];
    }

    // What starting costs by itself: in all the figures.
    private static TimeSpan StartNothing()
    {
        var start = Stopwatch.GetTimestamp();
        using var nothing = Process.Start(new ProcessStartInfo("taskset", ["-c", Cores, "true"]) { RedirectStandardOutput = true })!;
        nothing.StandardOutput.ReadToEnd();
        return Stopwatch.GetElapsedTime(start);
    }
}
