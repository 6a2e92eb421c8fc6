using System.Buffers;
using System.Security.Claims;
using Fairlead.Engine;
using Fairlead.Protocol;
using Microsoft.Extensions.Logging;

namespace Fairlead.Transports;

/// <summary>
/// A conversation whose messages come in one after the other and whose replies all leave on one channel: stdio, in-memory, and
/// legacy HTTP+SSE. Requests run side by side, within a bound; what needs no author's code is answered at once.
/// </summary>
internal sealed partial class Conversation : IDisposable
{
    private readonly McpServer _server;
    private readonly ReplyChannel _channel;
    private readonly SemaphoreSlim _slots;
    private readonly SemaphoreSlim _streams;
    private readonly int _maxConcurrent;
    private readonly int _maxStreams;
    private readonly ILogger _log;

    public Conversation(McpServer server, string transport, ReplyChannel channel)
    {
        _server = server;
        _channel = channel;
        Connection = new McpConnection(transport, keepsState: true) { Standalone = channel };
        _maxConcurrent = server.Options.Limits.MaxConcurrentRequestsPerConnection;
        _maxStreams = server.Options.Limits.MaxSubscriptionsPerConnection;
        _slots = new SemaphoreSlim(_maxConcurrent);
        _streams = new SemaphoreSlim(_maxStreams);
        _log = server.Loggers.CreateLogger("Fairlead.Transports");
    }

    /// <summary>What the server remembers of the conversation.</summary>
    public McpConnection Connection { get; }

    /// <summary>Takes a message, or a batch of them. Waits where too many requests run.</summary>
    /// <param name="bytes">The message. The bytes may be reused as soon as the task has completed.</param>
    /// <param name="caller">Who sends it.</param>
    public ValueTask TakeAsync(in ReadOnlySequence<byte> bytes, ClaimsPrincipal? caller = null)
    {
        if (Connection.Revision is { HasBatches: true } && Batch.Begins(bytes)) return TakeBatchAsync(bytes.ToArray(), caller);
        var call = _server.Rent();
        var admitting = call.AdmitAsync(caller);

        // Copied, because who hands them over may go on with its buffer as soon as this returns.
        if (!admitting.IsCompletedSuccessfully) return TakeAsync(admitting, call, bytes.ToArray());
        call.Read(Connection, _channel, bytes);
        return TakeAsync(call);
    }

    /// <summary>The client sends nothing more: waits for the calls in flight; after the drain timeout, stops them.</summary>
    public async Task DrainAsync()
    {
        Connection.Requests.Close();
        _server.Listeners.EndAll(Connection);
        var ended = AllEndedAsync();
        if (await Task.WhenAny(ended, Task.Delay(_server.Options.DrainTimeout, _server.Time)).ConfigureAwait(false) != ended)
        {
            Connection.AbortAll(AbortReason.Stopping);
        }

        await ended.ConfigureAwait(false);
    }

    /// <summary>Stops the calls in flight, whose client is gone, and waits until they have ended.</summary>
    public Task AbortAsync()
    {
        Connection.Requests.Close();
        _server.Listeners.EndAll(Connection);
        Connection.AbortAll(AbortReason.Cancelled);
        return AllEndedAsync();
    }

    public void Dispose()
    {
        _slots.Dispose();
        _streams.Dispose();
    }

    // Every call gives its slot back after its reply was written, also one that was given up.
    private async Task AllEndedAsync()
    {
        for (var i = 0; i < _maxConcurrent; i++) await _slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        for (var i = 0; i < _maxStreams; i++) await _streams.WaitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async ValueTask TakeAsync(ValueTask admitting, RequestCall call, byte[] bytes)
    {
        await admitting.ConfigureAwait(false);
        call.Read(Connection, _channel, new ReadOnlySequence<byte>(bytes));
        await TakeAsync(call).ConfigureAwait(false);
    }

    private async ValueTask TakeAsync(RequestCall call)
    {
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
            static work => _ = work.Conversation.RunAsync(work.Call, work.Conversation._slots), (Conversation: this, Call: call), preferLocal: false);
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

    private async ValueTask TakeBatchAsync(byte[] bytes, ClaimsPrincipal? caller)
    {
        await _slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        ThreadPool.UnsafeQueueUserWorkItem(
            static work => _ = work.Conversation.RunAsync(work.Bytes, work.Caller), (Conversation: this, Bytes: bytes, Caller: caller), preferLocal: false);
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

    private async Task RunAsync(byte[] bytes, ClaimsPrincipal? caller)
    {
        try
        {
            using var reply = new ReplyFrame();
            var batch = new Batch(_server, Connection, _channel, Connection.Revision!, caller);
            if (await batch.RunAsync(bytes, reply).ConfigureAwait(false)) await SendAsync(reply).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log.ReplyLost(_log, exception);
        }
        finally
        {
            _slots.Release();
        }
    }

    private bool TryTrack(RequestCall call)
    {
        if (call.Message.Kind != MessageKind.Request || Connection.TryTrack(call)) return true;
        call.Refuse(new(ErrorCodes.InvalidRequest, "A request with this id is in flight already."));
        return false;
    }

    private ValueTask EndTrackedAsync(RequestCall call)
    {
        if (call.Message.Kind == MessageKind.Request) Connection.Untrack(call);
        return EndAsync(call);
    }

    private async ValueTask EndAsync(RequestCall call)
    {
        if (call.HasReply)
        {
            using var reply = new ReplyFrame();
            _server.WriteReply(call, reply);
            await SendAsync(reply).ConfigureAwait(false);
        }

        await _server.ReturnAsync(call).ConfigureAwait(false);
    }

    private async ValueTask SendAsync(ReplyFrame reply)
    {
        try
        {
            await _channel.SendAsync(reply).ConfigureAwait(false);
        }
        catch (IOException)
        {
            Connection.AbortAll(AbortReason.Cancelled);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A reply was lost")]
        public static partial void ReplyLost(ILogger logger, Exception exception);
    }
}
