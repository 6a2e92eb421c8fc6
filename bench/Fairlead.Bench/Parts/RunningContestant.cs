using Fairlead.Bench.Loads;
using Fairlead.Bench.Requests;
using Fairlead.Bench.Servers;

namespace Fairlead.Bench.Parts;

/// <summary>A contestant that was started, whose reply was right, and that has been under load.</summary>
internal sealed class RunningContestant : IDisposable
{
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
            await running.LoadAsync(options.Warmup);
            return running;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public Task<(double Rate, double Microseconds)> LoadAsync(TimeSpan duration) => Wrk.RunAsync(Server, Call, _connections, duration);

    public void Dispose() => Server.Dispose();
}
