using Fairlead.Bench.Results;

namespace Fairlead.Bench.Parts;

/// <summary>Servers that are asked the same, in alternating rounds. The first is what the others are compared with.</summary>
internal static class Contest
{
    public static async Task<Section> RunAsync(string title, Options options, IReadOnlyList<Contestant> contestants)
    {
        var running = new List<RunningContestant>();
        try
        {
            foreach (var contestant in contestants) running.Add(await RunningContestant.StartAsync(contestant, options));
            var rounds = running.Select(static _ => new List<(double Rate, double Microseconds)>()).ToArray();
            for (var round = 0; round < options.Rounds; round++)
            {
                for (var i = 0; i < running.Count; i++) rounds[i].Add(await running[i].LoadAsync(options.Round));
            }

            Series[] rates = [.. running.Select((one, i) => new Series(one.Name, "requests/s", [.. rounds[i].Select(static round => round.Rate)]))];
            Series[] costs = [.. running.Select((one, i) => new Series(one.Name, "us of processor time/request", [.. rounds[i].Select(static round => round.Microseconds)]))];
            return new(title, ["", "Fairlead's rate against it", "its processor time against Fairlead's"], [.. running.Select((one, i) => Row(one.Name, i, rates, costs))], [.. rates, .. costs]);
        }
        finally
        {
            foreach (var one in running) one.Dispose();
        }
    }

    private static string[] Row(string name, int i, Series[] rates, Series[] costs) => i == 0
        ? [name, $"1 ({Figure.Short(rates[0].Median)}/s)", $"1 ({Figure.Short(costs[0].Median)} µs)"]
        : [name, Figure.Ratio(rates[0].Against(rates[i])), Figure.Ratio(costs[i].Against(costs[0]))];
}
