using System.Buffers;
using Fairlead.Engine;
using Fairlead.Protocol;
using Microsoft.Extensions.Logging;

namespace Fairlead.Transports;

/// <summary>
/// One JSON-RPC message per line over a pair of streams: stdio, and in-memory. Requests run side by side, within a bound; what
/// needs no author's code is answered at once.
/// </summary>
internal sealed partial class LineTransport : IDisposable
{
    private readonly McpServer _server;
    private readonly LineReader _reader;
    private readonly LineWriter _writer;
    private readonly McpConnection _connection;
    private readonly SemaphoreSlim _slots;
    private readonly SemaphoreSlim _streams;
    private readonly int _maxConcurrent;
    private readonly int _maxStreams;
    private readonly ILogger _log;

    public LineTransport(McpServer server, Stream input, Stream output, string name)
    {
        _server = server;
        _maxConcurrent = server.Options.Limits.MaxConcurrentRequestsPerConnection;
        _maxStreams = server.Options.Limits.MaxSubscriptionsPerConnection;
        _reader = new LineReader(input, server.Options.Limits.MaxMessageBytes);
        _writer = new LineWriter(output);
        _connection = new McpConnection(name, keepsState: true) { Standalone = _writer };
        _slots = new SemaphoreSlim(_maxConcurrent);
        _streams = new SemaphoreSlim(_maxStreams);
        _log = server.Loggers.CreateLogger("Fairlead.Transports");
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
            _connection.AbortAll(AbortReason.Cancelled);
        }

        _connection.Requests.Close();
        await DrainAsync().ConfigureAwait(false);
        await _writer.CloseAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _slots.Dispose();
        _streams.Dispose();
    }

    private async Task DrainAsync()
    {
        _server.Listeners.EndAll(_connection);
        var ended = AllEndedAsync();
        if (await Task.WhenAny(ended, Task.Delay(_server.Options.DrainTimeout, _server.Time)).ConfigureAwait(false) != ended)
        {
            _connection.AbortAll(AbortReason.Stopping);
        }

        await ended.ConfigureAwait(false);
    }

    // Every call gives its slot back after its reply was written, also one that was given up.
    private async Task AllEndedAsync()
    {
        for (var i = 0; i < _maxConcurrent; i++) await _slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        for (var i = 0; i < _maxStreams; i++) await _streams.WaitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async ValueTask TakeAsync(ReadOnlySequence<byte> line)
    {
        var call = _server.Rent();
        call.Read(_connection, _writer, line);
        ConversationRules.Apply(call, _server.Options);
        if (!_server.Engine.TryRoute(call) || !TryTrack(call))
        {
            await EndAsync(call).ConfigureAwait(false);
            return;
        }

        if (call.Handler!.StaysOpen)
        {
            await OpenAsync(call).ConfigureAwait(false);
            return;
        }

        if (!call.Handler.RunsComponent)
        {
            await _server.Engine.DispatchAsync(call).ConfigureAwait(false);
            await EndTrackedAsync(call).ConfigureAwait(false);
            return;
        }

        await _slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        ThreadPool.UnsafeQueueUserWorkItem(
            static work => _ = work.Transport.RunAsync(work.Call, work.Transport._slots), (Transport: this, Call: call), preferLocal: false);
    }

    private ValueTask OpenAsync(RequestCall call)
    {
        if (_streams.Wait(0, CancellationToken.None))
        {
            _ = RunAsync(call, _streams);
            return default;
        }

        call.Refuse(JsonRpcError.Overloaded($"The connection has {_maxStreams} subscriptions open, and the server takes no more. Cancel one first."));
        return EndTrackedAsync(call);
    }

    private async Task RunAsync(RequestCall call, SemaphoreSlim slots)
    {
        try
        {
            await _server.Engine.DispatchAsync(call).ConfigureAwait(false);
            await EndTrackedAsync(call).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Neither dispatch nor writing throws; should they all the same, nobody else would tell.
            Log.ReplyLost(_log, exception);
        }
        finally
        {
            slots.Release();
        }
    }

    private bool TryTrack(RequestCall call)
    {
        if (call.Message.Kind != MessageKind.Request || _connection.TryTrack(call)) return true;
        call.Refuse(new(ErrorCodes.InvalidRequest, "A request with this id is in flight already."));
        return false;
    }

    private ValueTask EndTrackedAsync(RequestCall call)
    {
        if (call.Message.Kind == MessageKind.Request) _connection.Untrack(call);
        return EndAsync(call);
    }

    private async ValueTask EndAsync(RequestCall call)
    {
        if (call.HasReply)
        {
            using var reply = new ReplyFrame();
            _server.WriteReply(call, reply);
            try
            {
                await _writer.SendAsync(reply).ConfigureAwait(false);
            }
            catch (IOException)
            {
                _connection.AbortAll(AbortReason.Cancelled);
            }
        }

        await _server.ReturnAsync(call).ConfigureAwait(false);
    }

    private ValueTask RefuseTooLongAsync()
    {
        using var buffer = new PooledBuffer();
        Envelope.WriteError(buffer, default, new(
            ErrorCodes.InvalidRequest, $"Invalid request: the line is longer than the {_server.Options.Limits.MaxMessageBytes:N0} bytes that the server takes."));
        return _writer.SendAsync(buffer.WrittenMemory);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A reply was lost")]
        public static partial void ReplyLost(ILogger logger, Exception exception);
    }
}
