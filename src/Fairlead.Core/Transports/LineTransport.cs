using System.Buffers;
using System.IO.Pipelines;
using System.Security.Claims;
using Fairlead.Engine;
using Fairlead.Protocol;

namespace Fairlead.Transports;

/// <summary>One JSON-RPC message per line over a pair of pipes: stdio, and in-memory.</summary>
internal sealed class LineTransport : IDisposable
{
    private readonly McpServer _server;
    private readonly LineReader _reader;
    private readonly LineWriter _writer;
    private readonly Conversation _conversation;
    private readonly ClaimsPrincipal? _caller;

    public LineTransport(McpServer server, PipeReader input, Stream output, string name, ClaimsPrincipal? caller)
    {
        _server = server;
        _reader = new LineReader(input, server.Options.Limits.MaxMessageBytes);
        _writer = new LineWriter(output);
        _conversation = new Conversation(server, name, _writer);
        _caller = caller;
    }

    /// <summary>Serves until the input ends or the token is signalled; then lets the calls in flight finish.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (await _reader.ReadAsync(TakeAsync, RefuseTooLongAsync, stop).ConfigureAwait(false))
            {
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (IOException)
        {
            _conversation.Connection.AbortAll(AbortReason.Cancelled);
        }

        await _conversation.DrainAsync().ConfigureAwait(false);
        await _writer.CloseAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _conversation.Dispose();
    }

    private ValueTask TakeAsync(ReadOnlySequence<byte> line) => _conversation.TakeAsync(line, _caller);

    private ValueTask RefuseTooLongAsync()
    {
        using var buffer = new PooledBuffer();
        Envelope.WriteError(buffer, default, new(
            ErrorCodes.InvalidRequest, $"Invalid request: the line is longer than the {_server.Options.Limits.MaxMessageBytes:N0} bytes that the server takes."));
        return _writer.SendAsync(buffer.WrittenMemory);
    }
}
