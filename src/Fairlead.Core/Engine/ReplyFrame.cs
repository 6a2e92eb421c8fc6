using System.Buffers;
using Fairlead.Protocol;

namespace Fairlead.Engine;

/// <summary>
/// A reply as three pieces of bytes: what stands before the result, the result, and what stands after it. Nothing is copied
/// until the transport writes them one after the other.
/// </summary>
internal sealed class ReplyFrame : IDisposable
{
    private readonly PooledBuffer _frame = new();
    private int _headLength;
    private ReadOnlyMemory<byte> _body;

    /// <summary>The length of the whole reply.</summary>
    public int Length => _frame.WrittenCount + _body.Length;

    /// <summary>Makes the reply of a call that has ended.</summary>
    public void Write(RequestCall call, ServerStamp stamp)
    {
        _frame.Clear();
        _body = default;
        var id = call.Message.Id.Span;
        if (call.Task is null && call.Error is { } error)
        {
            Envelope.WriteError(_frame, id, error);
            _headLength = _frame.WrittenCount;
            return;
        }

        var json = call.Answer.Json;
        Envelope.WriteHead(_frame, id);
        _headLength = _frame.WrittenCount;
        _body = json[..^1];
        stamp.WriteTail(_frame, call.Answer, call.Component, call.Revision, call.Handler!.IsCacheable);
    }

    /// <summary>Makes a reply of bytes of its own.</summary>
    public void WriteRaw(Action<IBufferWriter<byte>> write)
    {
        _frame.Clear();
        _body = default;
        write(_frame);
        _headLength = _frame.WrittenCount;
    }

    /// <summary>Copies the reply to where it goes.</summary>
    public void CopyTo(IBufferWriter<byte> output)
    {
        output.Write(_frame.WrittenSpan[.._headLength]);
        output.Write(_body.Span);
        output.Write(_frame.WrittenSpan[_headLength..]);
    }

    /// <summary>The reply in one piece, for whoever must keep it.</summary>
    public byte[] ToArray() => [.. _frame.WrittenSpan[.._headLength], .. _body.Span, .. _frame.WrittenSpan[_headLength..]];

    public void Dispose() => _frame.Dispose();
}
