using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using Fairlead.Telemetry;
using Microsoft.Extensions.Logging;

namespace Fairlead.Auditing;

/// <summary>The way of records to one sink: a bounded queue, a chain, and one writer.</summary>
internal sealed partial class AuditLane : IAsyncDisposable
{
    private const int MaxBatch = 256;

    // How long a sink that fails is left alone, and how long a server that stops waits for it.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly IAuditSink _sink;
    private readonly AuditSinkOptions _options;
    private readonly byte[]? _key;
    private readonly McpMetrics _metrics;
    private readonly ILogger _log;
    private readonly TimeProvider _time;
    private readonly Channel<Waiting> _queue;
    private readonly CancellationTokenSource _giveUp = new();
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer;
    private readonly List<Waiting> _batch = new(MaxBatch);
    private readonly List<AuditEntry> _entries = new(MaxBatch + 1);
    private AuditHead _head = AuditHead.Empty;
    private Task _writing = Task.CompletedTask;
    private long _dropped;
    private int _sinceAnchor;
    private volatile bool _isFailing;

    public AuditLane(IAuditSink sink, AuditSinkOptions options, byte[]? key, McpMetrics metrics, ILogger log, TimeProvider time)
    {
        _sink = sink;
        _options = options;
        _key = key;
        _metrics = metrics;
        _log = log;
        _time = time;
        _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(options.Capacity) { SingleReader = true });
        _writer = new Utf8JsonWriter(_buffer, AuditLine.WriterOptions);
    }

    /// <summary>Calls must be refused: their records could not be kept.</summary>
    public bool Refuses => _isFailing && _options.Policy == AuditPolicy.FailClosed;

    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        _head = await _sink.OpenAsync(cancellationToken).ConfigureAwait(false) ?? AuditHead.Empty;
        _writing = Task.Run(WriteAllAsync, CancellationToken.None);
    }

    /// <summary>Hands a record over.</summary>
    /// <returns><see langword="false"/> where the caller must not have the result, because the record is not kept.</returns>
    public ValueTask<bool> AppendAsync(AuditRecord record)
    {
        if (_options.Policy == AuditPolicy.FailClosed) return AppendAndWaitAsync(record);
        if (_queue.Writer.TryWrite(new(record, null))) return new(true);
        if (_options.Policy == AuditPolicy.Block) return WaitForRoomAsync(record);
        Drop();
        return new(true);
    }

    /// <summary>Writes what waits, and closes the sink.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        if (await Task.WhenAny(_writing, Task.Delay(Patience, _time)).ConfigureAwait(false) != _writing) await _giveUp.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        await _sink.DisposeAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
        _giveUp.Dispose();
    }

    private async ValueTask<bool> WaitForRoomAsync(AuditRecord record)
    {
        try
        {
            await _queue.Writer.WriteAsync(new(record, null)).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            Drop();
        }

        return true;
    }

    private async ValueTask<bool> AppendAndWaitAsync(AuditRecord record)
    {
        var kept = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_queue.Writer.TryWrite(new(record, kept))) return await kept.Task.ConfigureAwait(false);
        Drop();
        return false;
    }

    private void Drop()
    {
        Interlocked.Increment(ref _dropped);
        _metrics.AuditDropped();
    }

    private async Task WriteAllAsync()
    {
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            Encode();
            if (!await TryWriteAsync().ConfigureAwait(false)) return;
        }

        if (_sinceAnchor == 0 && Interlocked.Read(ref _dropped) == 0) return;
        Clear();
        AddAnchor();
        await TryWriteAsync().ConfigureAwait(false);
    }

    private void Encode()
    {
        Clear();
        if (Interlocked.Read(ref _dropped) > 0) AddAnchor();
        while (_batch.Count < MaxBatch && _queue.Reader.TryRead(out var waiting))
        {
            _batch.Add(waiting);
            Add(waiting.Record);
            if (++_sinceAnchor >= _options.AnchorEvery) AddAnchor();
        }
    }

    private void Clear()
    {
        _buffer.ResetWrittenCount();
        _batch.Clear();
        _entries.Clear();
    }

    private void AddAnchor()
    {
        var dropped = Interlocked.Exchange(ref _dropped, 0);
        var at = _time.GetUtcNow();
        var start = Begin(at);
        _writer.WriteBoolean("anchor"u8, true);
        if (dropped > 0) _writer.WriteNumber("dropped"u8, dropped);
        if (_key is not null) _writer.WriteString("mac"u8, AuditLine.Seal(_key, _head));
        End(null, at, start);
        _sinceAnchor = 0;
    }

    private void Add(AuditRecord record)
    {
        var start = Begin(record.Time);
        AuditRecordWriter.Write(_writer, record);
        End(record, record.Time, start);
    }

    private int Begin(DateTimeOffset at)
    {
        AuditLine.Begin(_writer, _head, at);
        return _buffer.WrittenCount;
    }

    private void End(AuditRecord? record, DateTimeOffset at, int start)
    {
        // A line is a slice of the buffer only once the buffer no longer grows; until then it is where it begins.
        _head = AuditLine.End(_buffer, _writer, start, _head);
        _buffer.Write("\n"u8);
        _entries.Add(new(record, _head, at, default));
    }

    private async Task<bool> TryWriteAsync()
    {
        Slice();
        while (true)
        {
            try
            {
                await _sink.WriteAsync(_entries, _giveUp.Token).ConfigureAwait(false);
                break;
            }
            catch (Exception exception)
            {
                if (!_isFailing) Log.Failing(_log, _options.Policy, exception);
                _isFailing = true;
                foreach (var waiting in _batch) waiting.Kept?.TrySetResult(false);
                if (!await TryPauseAsync().ConfigureAwait(false)) return false;
            }
        }

        if (_isFailing) Log.WorksAgain(_log);
        _isFailing = false;
        _metrics.AuditRecorded(_batch.Count);
        foreach (var waiting in _batch) waiting.Kept?.TrySetResult(true);
        if (_entries[^1].Record is null) Log.Anchor(_log, _head.Sequence, _head.Hash);
        return true;
    }

    private async Task<bool> TryPauseAsync()
    {
        try
        {
            await Task.Delay(Pause, _time, _giveUp.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            var lost = _batch.Count;
            while (_queue.Reader.TryRead(out var waiting))
            {
                waiting.Kept?.TrySetResult(false);
                lost++;
            }

            for (var i = 0; i < lost; i++) _metrics.AuditDropped();
            Log.Lost(_log, lost);
            return false;
        }
    }

    private void Slice()
    {
        var rest = _buffer.WrittenMemory;
        for (var i = 0; i < _entries.Count; i++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            _entries[i] = _entries[i] with { Json = rest[..end] };
            rest = rest[(end + 1)..];
        }
    }

    /// <summary>A record on its way, and who waits until it is kept.</summary>
    private readonly record struct Waiting(AuditRecord Record, TaskCompletionSource<bool>? Kept);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical, "Audit records cannot be kept (policy {Policy}); trying again")]
        public static partial void Failing(ILogger logger, AuditPolicy policy, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "Audit records are kept again")]
        public static partial void WorksAgain(ILogger logger);

        [LoggerMessage(3, LogLevel.Critical, "The server stops, and {Count} audit records could not be kept")]
        public static partial void Lost(ILogger logger, int count);

        [LoggerMessage(4, LogLevel.Information, "Audit anchor {Sequence} {Hash}")]
        public static partial void Anchor(ILogger logger, long sequence, string hash);
    }
}
