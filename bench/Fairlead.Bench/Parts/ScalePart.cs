using System.Globalization;
using Fairlead.Bench.Loads;
using Fairlead.Bench.Requests;
using Fairlead.Bench.Results;
using Fairlead.Bench.Servers;
using Fairlead.Cli.Measuring;

namespace Fairlead.Bench.Parts;

/// <summary>What a request costs as other things grow.</summary>
internal static class ScalePart
{
    private static readonly int[] Sizes = [100, 1_000, 10_000, 100_000, 1_000_000];

    public static async Task<IReadOnlyList<Section>> MeasureAsync(Options options) =>
    [
        await RunAsync("tools", "tools", [10, 100, 1_000, 10_000], options, static (count, options) => StartAsync(HttpServers.Fairlead(count), HttpCall.Greet(), options)),
        await RunAsync("open sessions", "sessions", [1, 100, 1_000, 10_000], options, WithSessionsAsync),
        await RunAsync("open subscriptions", "subscriptions", [1, 10, 100, 1_000], options, WithSubscriptionsAsync),
        await RunAsync("characters of an argument", "arguments", Sizes, options, static (size, options) =>
            StartAsync(HttpServers.Sizes, HttpCall.Tool("measure", $$"""{"text":"{{new string('x', size)}}"}""", size.ToString(CultureInfo.InvariantCulture)), options)),
        await RunAsync("characters of a result", "results", Sizes, options, static (size, options) =>
            StartAsync(HttpServers.Sizes, HttpCall.Tool("repeat", $$"""{"length":{{size}}}""", new string('x', size)), options)),
    ];

    private static async Task<Section> RunAsync(string what, string file, int[] counts, Options options, Func<int, Options, Task<Prepared>> start)
    {
        var prepared = new List<Prepared>();
        try
        {
            foreach (var count in counts) prepared.Add(await start(count, options));
            var rounds = counts.Select(static _ => new List<double>()).ToArray();
            for (var round = 0; round < (options.Rounds + 1) / 2; round++)
            {
                for (var i = 0; i < counts.Length; i++) rounds[i].Add((await prepared[i].Contestant.LoadAsync(options.Round)).Microseconds);
            }

            Series[] costs = [.. counts.Select((count, i) => new Series(Name(count), "us of processor time/request", rounds[i]))];
            Series[] memory = [.. prepared.Select((one, i) => new Series(Name(counts[i]), "bytes resident", [one.Contestant.Server.ResidentMemory]))];
            var plot = new Plot($"Processor time of a request against {what}", what, "of the first").XTicks(counts.Select(static count => (Math.Log10(count), Name(count))))
                .Line("Fairlead", counts.Select((count, i) => (Math.Log10(count), costs[i].Against(costs[0]).Median)));
            return new($"Cost of a request against {what}", [what, "processor time against the first", "resident memory"],
                [.. counts.Select((_, i) => (string[])[costs[i].Name, i == 0 ? $"1 ({Figure.Short(costs[0].Median)} µs)" : Figure.Ratio(costs[i].Against(costs[0])), Figure.Mebibytes(memory[i].Median)])],
                [.. costs, .. memory])
            {
                Plots = new Dictionary<string, Plot> { [$"cost-{file}"] = plot },
            };
        }
        finally
        {
            foreach (var one in prepared) one.Dispose();
        }
    }

    private static async Task<Prepared> StartAsync(IReadOnlyList<string> command, HttpCall call, Options options) =>
        new(await RunningContestant.StartAsync(new("Fairlead", command, call), options), []);

    private static async Task<Prepared> WithSessionsAsync(int count, Options options)
    {
        var running = await RunningContestant.StartAsync(new("Fairlead", HttpServers.Fairlead(), HttpCall.Greet(modern: false), InSession: true), options);
        for (var i = 1; i < count; i++) await HttpConversation.OpenSessionAsync(running.Server.Url);
        return new(running, []);
    }

    private static async Task<Prepared> WithSubscriptionsAsync(int count, Options options)
    {
        var running = await RunningContestant.StartAsync(new("Fairlead", HttpServers.Fairlead(), HttpCall.Greet()), options);
        var streams = new List<LoadConnection>();
        for (var i = 0; i < count; i++)
        {
            streams.Add(new(running.Server.Url, HttpCall.Listen.Encode(running.Server.Url)));
            streams[^1].Send(0);
            streams[^1].WaitFor("acknowledged"u8);
        }

        return new(running, streams);
    }

    private static string Name(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A server with what it has to carry meanwhile.</summary>
    private sealed record Prepared(RunningContestant Contestant, IReadOnlyList<LoadConnection> Streams) : IDisposable
    {
        public void Dispose()
        {
            foreach (var stream in Streams) stream.Dispose();
            Contestant.Dispose();
        }
    }
}
