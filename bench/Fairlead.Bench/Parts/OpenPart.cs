using Fairlead.Bench.Loads;
using Fairlead.Bench.Requests;
using Fairlead.Bench.Results;
using Fairlead.Bench.Servers;
using Fairlead.Cli.Measuring;
using HdrHistogram;

namespace Fairlead.Bench.Parts;

/// <summary>How long requests take that come at a constant rate, whatever the server does.</summary>
internal static class OpenPart
{
    private static readonly double[] Shares = [0.5, 0.8];
    private static readonly double[] Percentiles = [0, 10, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.75, 99.9];

    public static async Task<IReadOnlyList<Section>> MeasureAsync(Options options)
    {
        Contestant[] contestants =
        [
            new("Fairlead", HttpServers.Fairlead(), HttpCall.Greet()),
            new("an endpoint by hand, on Kestrel", HttpServers.Handwritten, HttpCall.Greet()),
            new("ModelContextProtocol.AspNetCore (C#) 2.3.1", HttpServers.CSharpSdk(), HttpCall.Greet()),
            new("@modelcontextprotocol/server 2.4.0 (Node.js)", HttpServers.Node("server.mjs"), HttpCall.Greet()),
        ];
        var running = new List<RunningContestant>();
        try
        {
            foreach (var contestant in contestants) running.Add(await RunningContestant.StartAsync(contestant, options));
            var rates = running.Select(static _ => new List<double>()).ToArray();
            for (var round = 0; round < options.Rounds; round++)
            {
                for (var i = 0; i < running.Count; i++) rates[i].Add((await running[i].LoadAsync(options.Round)).Rate);
            }

            double[] capacities = [.. running.Select((one, i) => new Series(one.Name, "requests/s", rates[i]).Median)];
            return [.. Shares.Select(share => Measure(share, options, running, capacities))];
        }
        finally
        {
            foreach (var one in running) one.Dispose();
        }
    }

    private static Section Measure(double share, Options options, List<RunningContestant> running, double[] capacities)
    {
        var rounds = running.Select(static _ => new List<(LongHistogram Latencies, double Late)>()).ToArray();
        for (var round = 0; round < (options.Rounds + 1) / 2; round++)
        {
            for (var i = 0; i < running.Count; i++)
            {
                rounds[i].Add(OpenLoop.Run(running[i].Server.Url, running[i].Call.Encode(running[i].Server.Url), capacities[i] * share, options.Connections, TimeSpan.FromSeconds(1), options.Round));
            }
        }

        Series Latency(int i, double percentile) => new($"{running[i].Name}, p{percentile}", "us", [.. rounds[i].Select(one => (double)one.Latencies.GetValueAtPercentile(percentile))]);
        Series Late(int i) => new($"{running[i].Name}, sent late by the load", "%", [.. rounds[i].Select(static one => one.Late * 100)]);
        var plot = new Plot($"Latency at {share * 100} % of what each can do", "percentile", "ms").XTicks(new[] { 0, 50, 90, 99, 99.9 }.Select(static percentile => (Log(percentile), $"{percentile} %")));
        for (var i = 0; i < running.Count; i++) plot.Line(running[i].Name, Percentiles.Select(percentile => (Log(percentile), Latency(i, percentile).Median / 1000)));
        return new(
            $"Latency at a constant rate, {share * 100} % of what each can do",
            ["", "rate", "p50", "p99", "p99.9", "sent late by the load"],
            [.. running.Select((one, i) => (string[])[one.Name, $"{Figure.Short(capacities[i] * share)}/s", .. new[] { 50, 99, 99.9 }.Select(percentile => $"{Figure.Short(Latency(i, percentile).Median / 1000)} ms"), $"{Figure.Short(Late(i).Median)} %"])],
            [.. running.SelectMany((_, i) => new[] { 50, 99, 99.9 }.Select(percentile => Latency(i, percentile)).Append(Late(i)))])
        {
            Plots = new Dictionary<string, Plot> { [$"latency-{share * 100}"] = plot },
        };
    }

    // Each step to the right is a tenth of the requests that are left.
    private static double Log(double percentile) => -Math.Log10(1 - (percentile / 100));
}
