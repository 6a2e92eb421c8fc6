using Fairlead.Testing.Recording;
using Fairlead.Testing.Wires;

namespace Fairlead.Testing.Running;

/// <summary>A server that has started, to which any number of clients connect.</summary>
internal abstract class RunningServer : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Transcript> _listeners = [];

    /// <summary>How clients reach the server, for people.</summary>
    public abstract string Description { get; }

    /// <summary>What the server logs.</summary>
    public Recorder<ServerLog> Logs { get; private protected set; } = new(TimeSpan.FromSeconds(30), static () => "");

    /// <summary>What the server writes to its audit; <see langword="null"/> where somebody else runs it.</summary>
    public AuditRecorder? Audit { get; private protected set; }

    /// <summary>What the server measures; <see langword="null"/> where somebody else runs it.</summary>
    public MetricRecorder? Metrics { get; private protected set; }

    /// <summary>A wire to the server.</summary>
    public abstract Wire Connect(McpTestOptions options);

    /// <summary>Tells a client's transcript what the server logs.</summary>
    public void Tell(Transcript transcript)
    {
        lock (_lock) _listeners.Add(transcript);
    }

    /// <summary>Tells a client's transcript no more.</summary>
    public void Forget(Transcript transcript)
    {
        lock (_lock) _listeners.Remove(transcript);
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>Keeps what the server has logged.</summary>
    private protected void Keep(ServerLog log)
    {
        Logs.Add(log);
        lock (_lock)
        {
            foreach (var transcript in _listeners) transcript.Logged(log);
        }
    }
}
