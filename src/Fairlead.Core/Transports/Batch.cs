using System.Buffers;
using System.Security.Claims;
using Fairlead.Engine;
using Fairlead.Protocol;

namespace Fairlead.Transports;

/// <summary>The messages of a JSON array (2025-03-26): they run side by side, and one array answers them.</summary>
/// <param name="server">The server.</param>
/// <param name="connection">The conversation.</param>
/// <param name="channel">The way for what precedes the replies.</param>
/// <param name="revision">The conversation's revision.</param>
/// <param name="caller">Who sends the batch.</param>
internal sealed class Batch(McpServer server, McpConnection connection, MessageChannel channel, ProtocolRevision revision, ClaimsPrincipal? caller)
{
    private readonly Lock _lock = new();
    private readonly List<RequestCall> _running = [];
    private bool _isAborted;

    /// <summary>The batch could not be read at all.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Whether bytes begin an array.</summary>
    public static bool Begins(in ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
        {
            var start = segment.Span.IndexOfAnyExcept(" \t\r\n"u8);
            if (start >= 0) return segment.Span[start] == (byte)'[';
        }

        return false;
    }

    /// <summary>Runs the messages and writes the replies. Never throws.</summary>
    /// <param name="bytes">The array; it must not change any more.</param>
    /// <param name="reply">Gets the replies.</param>
    /// <returns>Whether there are any.</returns>
    public async Task<bool> RunAsync(ReadOnlyMemory<byte> bytes, ReplyFrame reply)
    {
        if (BatchReader.Split(bytes, server.Options.Limits, out var fault) is not { } messages)
        {
            IsRefused = true;
            reply.WriteRaw(buffer => Envelope.WriteError(buffer, default, fault!));
            return true;
        }

        var replies = await Task.WhenAll(messages.Select(message => AnswerAsync(message))).ConfigureAwait(false);
        if (Array.TrueForAll(replies, static one => one is null)) return false;
        reply.WriteRaw(buffer => Join(buffer, replies));
        return true;
    }

    /// <summary>Stops all calls of the batch.</summary>
    public void Abort()
    {
        lock (_lock)
        {
            _isAborted = true;

            // Under the lock: a call that has ended may serve another message by then.
            foreach (var call in _running.ToArray()) call.Lifetime.Abort(AbortReason.Cancelled);
        }
    }

    private static void Join(IBufferWriter<byte> buffer, byte[]?[] replies)
    {
        var separator = "["u8;
        foreach (var one in replies)
        {
            if (one is null) continue;
            buffer.Write(separator);
            buffer.Write(one);
            separator = ","u8;
        }

        buffer.Write("]"u8);
    }

    private async Task<byte[]?> AnswerAsync(ReadOnlyMemory<byte> message)
    {
        var call = server.Rent();
        await call.AdmitAsync(caller).ConfigureAwait(false);
        call.Read(connection, channel, new ReadOnlySequence<byte>(message));
        call.SpokenRevision = revision;
        if (IsOutOfPlace(call.Message)) call.Refuse(new(ErrorCodes.InvalidRequest, "Invalid request: neither initialize nor a message of 2026-07-28 may be part of a batch."));
        if (server.Engine.TryRoute(call) && TryTrack(call))
        {
            await server.Engine.DispatchAsync(call).ConfigureAwait(false);
            Untrack(call);
        }

        byte[]? reply = null;
        if (call.HasReply)
        {
            using var frame = new ReplyFrame();
            server.WriteReply(call, frame);
            reply = frame.ToArray();
        }

        await server.ReturnAsync(call).ConfigureAwait(false);
        return reply;
    }

    private static bool IsOutOfPlace(in Message message) =>
        message.Kind == MessageKind.Request && (RequestRules.HasOwnRevision(message) || message.Method.Span.SequenceEqual("initialize"u8));

    // A conversation that keeps nothing has no ids that could meet.
    private bool TryTrack(RequestCall call)
    {
        if (call.Message.Kind != MessageKind.Request) return true;
        if (connection.KeepsState && !connection.TryTrack(call))
        {
            call.Refuse(new(ErrorCodes.InvalidRequest, "A request with this id is in flight already."));
            return false;
        }

        lock (_lock)
        {
            _running.Add(call);
            if (_isAborted) call.Lifetime.Abort(AbortReason.Cancelled);
        }

        return true;
    }

    private void Untrack(RequestCall call)
    {
        if (call.Message.Kind != MessageKind.Request) return;
        if (connection.KeepsState) connection.Untrack(call);
        lock (_lock) _running.Remove(call);
    }
}
