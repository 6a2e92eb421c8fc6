using System.Text.Json.Nodes;
using System.Threading.Channels;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Fairlead.Cli.Connecting;

/// <summary>
/// A transport that shows notifications in the order in which they come, and before the reply that they come before: the
/// client library hands each message to its handlers on its own, so that a last line of progress could come after the end.
/// </summary>
internal sealed class ObservedTransport(IClientTransport inner, string? logLevel) : IClientTransport
{
    private const string LevelKey = "io.modelcontextprotocol/logLevel";
    private const string RevisionKey = "io.modelcontextprotocol/protocolVersion";

    /// <summary>A notification came: its method and its parameters.</summary>
    public event Action<string, JsonObject>? Notified;

    public string Name => inner.Name;

    private string? LogLevel => logLevel;

    public async Task<ITransport> ConnectAsync(CancellationToken cancellationToken = default) => new Session(this, await inner.ConnectAsync(cancellationToken));

    private sealed class Session : ITransport
    {
        private readonly Channel<JsonRpcMessage> _messages = Channel.CreateUnbounded<JsonRpcMessage>(new UnboundedChannelOptions { SingleWriter = true });
        private readonly ObservedTransport _owner;
        private readonly ITransport _inner;
        private readonly Task _pumping;

        public Session(ObservedTransport owner, ITransport inner)
        {
            _owner = owner;
            _inner = inner;
            _pumping = PumpAsync();
        }

        public string? SessionId => _inner.SessionId;

        public ChannelReader<JsonRpcMessage> MessageReader => _messages.Reader;

        public Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
        {
            // 2026-07-28 asks for logs in each request; the client library takes that member out of what it is given.
            if (_owner.LogLevel is { } level && message is JsonRpcRequest { Params: JsonObject parameters } && parameters["_meta"] is JsonObject meta && meta.ContainsKey(RevisionKey)) meta[LevelKey] = level;
            return _inner.SendMessageAsync(message, cancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await _inner.DisposeAsync();
            await _pumping;
        }

        private async Task PumpAsync()
        {
            try
            {
                await foreach (var message in _inner.MessageReader.ReadAllAsync())
                {
                    if (message is JsonRpcNotification notification) _owner.Notified?.Invoke(notification.Method, notification.Params as JsonObject ?? []);
                    _messages.Writer.TryWrite(message);
                }

                _messages.Writer.TryComplete();
            }
            catch (Exception exception)
            {
                _messages.Writer.TryComplete(exception);
            }
        }
    }
}
