using System.Diagnostics;
using System.Globalization;

namespace Fairlead.Bench.Soak;

/// <summary>
/// What a caller who calls a thousand times a second in a loop costs another one. Rounds without and with it alternate, so that what
/// else the machine does falls on both.
/// </summary>
internal static class Runaway
{
    private const int Rounds = 5;
    private const int CallsPerSecond = 1000;
    private const int CallsPerTick = 10;

    // A limit that the other caller does not reach, and none.
    private static readonly int[] Limits = [6000, 100_000_000];

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Measures, and prints what it finds.</summary>
    /// <returns>0 where no call of the other caller failed.</returns>
    public static async Task<int> MeasureAsync()
    {
        var failed = 0;
        foreach (var limit in Limits) failed += await MeasureAsync(limit);
        return failed == 0 ? 0 : 1;
    }

    private static async Task<int> MeasureAsync(int callsPerMinute)
    {
        using var server = new Server(callsPerMinute);
        var url = await server.Listening;
        using var http = new HttpClient();
        using var other = new HttpClient();
        await RoundAsync(http, other, url, server, isRunningAway: true);
        List<(Round Without, Round With)> rounds = [];
        for (var i = 0; i < Rounds; i++) rounds.Add((await RoundAsync(http, other, url, server, isRunningAway: false), await RoundAsync(http, other, url, server, isRunningAway: true)));
        Console.WriteLine($"each caller may call {callsPerMinute} times a minute; the runaway sent {Median(rounds, one => one.With.Sent):0} calls a second, of which {Median(rounds, one => 100.0 * one.With.Refused / one.With.Answered):0} % were refused");
        Report("p50", rounds, one => one.Median);
        Report("p99", rounds, one => one.Percentile99);
        return rounds.Sum(one => one.Without.Failed + one.With.Failed);
    }

    private static void Report(string name, List<(Round Without, Round With)> rounds, Func<Round, double> value) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}  without {Median(rounds, one => value(one.Without)):0.00} ms   with {Median(rounds, one => value(one.With)):0.00} ms   x {Median(rounds, one => value(one.With) / value(one.Without)):0.00}"));

    private static double Median(List<(Round Without, Round With)> rounds, Func<(Round Without, Round With), double> value) => rounds.Select(value).Order().ElementAt(rounds.Count / 2);

    private static async Task<Round> RoundAsync(HttpClient http, HttpClient other, Uri url, Server server, bool isRunningAway)
    {
        using var stopping = new CancellationTokenSource(Length);
        var running = isRunningAway ? RunAwayAsync(other, url, server.Refunder, stopping.Token) : Task.FromResult((0, 0, 0));
        var times = new List<double>();
        var failed = 0;
        while (!stopping.IsCancellationRequested)
        {
            var clock = Stopwatch.StartNew();
            if (await CallAsync(http, url, server.Reader) != 200) failed++;
            times.Add(clock.Elapsed.TotalMilliseconds);
            await Task.Delay(Pause);
        }

        var (sent, answered, refused) = await running;
        times.Sort();
        return new(times[times.Count / 2], times[times.Count * 99 / 100], failed, sent / Length.TotalSeconds, answered, refused);
    }

    // Waits for no answer before the next call, as a loop gone wild in many places at once.
    private static async Task<(int Sent, int Answered, int Refused)> RunAwayAsync(HttpClient http, Uri url, string token, CancellationToken stopping)
    {
        var calls = new List<Task<int>>();
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Tick);
        while (!stopping.IsCancellationRequested)
        {
            // A tick that came late is made up for.
            while (calls.Count < clock.Elapsed.TotalSeconds * CallsPerSecond)
            {
                for (var i = 0; i < CallsPerTick; i++) calls.Add(CallAsync(http, url, token));
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        var sent = calls.Count;
        var statuses = await Task.WhenAll(calls);
        return (sent, statuses.Length, statuses.Count(status => status == 429));
    }

    private static async Task<int> CallAsync(HttpClient http, Uri url, string token)
    {
        using var request = Requests.Post(url, token, "tools/call", "search_orders", "\"name\":\"search_orders\",\"arguments\":{\"limit\":5}");
        using var reply = await http.SendAsync(request);
        await reply.Content.CopyToAsync(Stream.Null);
        return (int)reply.StatusCode;
    }

    /// <summary>What one round has shown.</summary>
    private sealed record Round(double Median, double Percentile99, int Failed, double Sent, int Answered, int Refused);
}
