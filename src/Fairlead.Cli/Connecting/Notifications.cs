using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Fairlead.Cli.Connecting;

/// <summary>What a server tells without being asked, to be read one by one.</summary>
internal sealed class Notifications : IDisposable
{
    private readonly Channel<(string Method, JsonObject Parameters)> _received = Channel.CreateUnbounded<(string, JsonObject)>();
    private readonly ServerConnection _connection;
    private readonly string[] _methods;

    public Notifications(ServerConnection connection, params string[] methods)
    {
        _connection = connection;
        _methods = methods;
        connection.Notified += Receive;
    }

    public IAsyncEnumerable<(string Method, JsonObject Parameters)> ReadAllAsync(CancellationToken cancellationToken) => _received.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Nothing more will come.</summary>
    public void Complete(Exception? exception = null) => _received.Writer.TryComplete(exception);

    public void Dispose() => _connection.Notified -= Receive;

    private void Receive(string method, JsonObject parameters)
    {
        if (_methods.Contains(method)) _received.Writer.TryWrite((method, parameters));
    }
}
