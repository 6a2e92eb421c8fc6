using System.Buffers;
using Fairlead.Engine;
using Fairlead.Protocol;

namespace Fairlead.Transports;

/// <summary>
/// Sends whole messages, each in its frame, in the order in which they were given, whoever gives them. What arrives while a
/// write is under way leaves with the next one, so that many messages cost few writes.
/// </summary>
/// <param name="before">What stands before each message.</param>
/// <param name="after">What stands after each message.</param>
/// <param name="write">Writes bytes to the client. Never called twice at once; fails where the client is gone.</param>
internal sealed class MessageOutput(byte[] before, byte[] after, Func<ReadOnlyMemory<byte>, ValueTask> write) : IDisposable
{
    // Beyond this, senders wait for the client to read: a client that does not read must not fill the memory.
    private const int MaxPendingBytes = 1024 * 1024;

    private static readonly SearchValues<byte> LineBreaks = SearchValues.Create("\r\n"u8);

    private readonly Lock _lock = new();
    private PooledBuffer _pending = new();
    private PooledBuffer _writing = new();
    private TaskCompletionSource? _flushing;
    private Exception? _failure;
    private bool _isClosed;

    /// <summary>Sends a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="head">What stands before this message's frame.</param>
    /// <param name="untilWritten">Wait until it has been written, also where there is room for it to wait in.</param>
    public ValueTask SendAsync(ReadOnlySpan<byte> message, ReadOnlySpan<byte> head = default, bool untilWritten = false)
    {
        lock (_lock)
        {
            if (IsGone) return Gone();
            _pending.Write(head);
            var start = Begin();
            _pending.Write(message);
            End(start);
            if (!TryStartFlush()) return untilWritten ? new(_flushing!.Task) : Patience();
        }

        return FlushAsync();
    }

    /// <summary>Sends a reply.</summary>
    public ValueTask SendAsync(ReplyFrame reply)
    {
        lock (_lock)
        {
            if (IsGone) return Gone();
            var start = Begin();
            reply.CopyTo(_pending);
            End(start);
            if (!TryStartFlush()) return Patience();
        }

        return FlushAsync();
    }

    /// <summary>Sends bytes without a frame.</summary>
    public ValueTask SendRawAsync(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (IsGone) return Gone();
            _pending.Write(bytes);
            if (!TryStartFlush()) return Patience();
        }

        return FlushAsync();
    }

    /// <summary>Sends bytes without a frame, unless something is on its way already.</summary>
    public ValueTask SendIfIdleAsync(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (IsGone || !TryStartFlush()) return default;
            _pending.Write(bytes);
        }

        return FlushAsync();
    }

    /// <summary>Takes no more messages.</summary>
    /// <returns>A task that completes when everything has been written, or cannot be.</returns>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
            return _flushing?.Task ?? Task.CompletedTask;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            _pending.Dispose();
            if (_flushing is null) _writing.Dispose();
        }
    }

    private bool IsGone => _isClosed || _failure is not null;

    private ValueTask Gone() => ValueTask.FromException(new IOException("The client is gone.", _failure));

    private int Begin()
    {
        _pending.Write(before);
        return _pending.WrittenCount;
    }

    private void End(int start)
    {
        // JSON that an author wrote by hand may hold line breaks between tokens; within strings they are always escaped.
        var json = _pending.WrittenSpanFrom(start);
        if (json.ContainsAny(LineBreaks)) json.ReplaceAny(LineBreaks, (byte)' ');
        _pending.Write(after);
    }

    // One sender at a time writes, for itself and for those who come meanwhile.
    private bool TryStartFlush()
    {
        if (_flushing is not null) return false;
        _flushing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return true;
    }

    private ValueTask Patience() => _pending.WrittenCount <= MaxPendingBytes ? default : new(_flushing!.Task);

    // Outside the lock: a write may take as long as the client likes. A failure is told to the next sender.
    private async ValueTask FlushAsync()
    {
        try
        {
            while (TakePending()) await write(_writing.WrittenMemory).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private bool TakePending()
    {
        lock (_lock)
        {
            _writing.Clear();
            (_pending, _writing) = (_writing, _pending);
            if (_writing.WrittenCount > 0) return true;
            Finish();
            return false;
        }
    }

    private void Fail(Exception exception)
    {
        lock (_lock)
        {
            _failure = exception;
            _pending.Clear();
            Finish();
        }
    }

    private void Finish()
    {
        _flushing?.SetResult();
        _flushing = null;
        if (_isClosed) _writing.Dispose();
    }
}
