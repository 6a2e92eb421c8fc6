using Fairlead.Bench.Loads;
using Fairlead.Bench.Requests;
using Fairlead.Bench.Servers;

namespace Fairlead.Bench.Parts;

/// <summary>A contestant that was started, whose reply was right, and that has been under load.</summary>
internal sealed class RunningContestant : IDisposable
{
    // Cheaper by less is noise.
    private const double StillWarming = 0.97;
    private const int SteadySlices = 3;

    private readonly int _connections;

    private RunningContestant(string name, HttpServer server, HttpCall call, int connections) => (Name, Server, Call, _connections) = (name, server, call, connections);

    public string Name { get; }

    public HttpServer Server { get; }

    public HttpCall Call { get; }

    /// <summary>The first reply.</summary>
    public byte[] Reply { get; private set; } = [];

    public static async Task<RunningContestant> StartAsync(Contestant contestant, Options options)
    {
        var server = await HttpServer.StartAsync(contestant.Command);
        try
        {
            var call = contestant.InSession ? contestant.Call.InSession(await HttpConversation.OpenSessionAsync(server.Url)) : contestant.Call;
            var running = new RunningContestant(contestant.Name, server, call, options.Connections) { Reply = await HttpConversation.AskAsync(server.Url, call) };
            await running.WarmUpAsync(options);
            return running;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public Task<(double Rate, double Microseconds)> LoadAsync(TimeSpan duration) => Wrk.RunAsync(Server, Call, _connections, duration);

    // Until requests have not got cheaper for some time.
    private async Task WarmUpAsync(Options options)
    {
        var (slice, best, steady) = (options.Round * 2, double.MaxValue, 0);
        for (var time = TimeSpan.Zero; time < options.MaxWarmup && steady < SteadySlices; time += slice)
        {
            var cost = (await LoadAsync(slice)).Microseconds;
            steady = cost < best * StillWarming ? 0 : steady + 1;
            best = Math.Min(best, cost);
        }
    }

    public void Dispose() => Server.Dispose();
}
