using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Fairlead.Protocol;

namespace Fairlead.Engine;

/// <summary>The requests that the server has sent to the client of a legacy conversation and that are not answered yet.</summary>
internal sealed class ClientRequests
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<ClientReply>> _pending = new();
    private long _last;
    private volatile bool _isClosed;

    /// <summary>Sends a request and waits for the answer.</summary>
    /// <param name="channel">The way to the client.</param>
    /// <param name="method">The method.</param>
    /// <param name="parameters">The <c>params</c>: a JSON object.</param>
    /// <param name="cancellationToken">Gives up, and tells the client so.</param>
    /// <returns>What the client said; the bytes are the caller's to keep.</returns>
    /// <exception cref="IOException">The client is gone.</exception>
    public async ValueTask<ClientReply> SendAsync(
        MessageChannel channel, string method, ReadOnlyMemory<byte> parameters, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<ClientReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = answer;
        if (_isClosed) Close();
        try
        {
            await channel.SendAsync(Encode(id, method, parameters)).ConfigureAwait(false);
            return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            using var buffer = new PooledBuffer();
            NotificationWriter.WriteCancelled(buffer, id);
            await channel.SendAsync(buffer.WrittenMemory).ConfigureAwait(false);
            throw;
        }
        finally
        {
            _pending.TryRemove(id, out _);
        }
    }

    /// <summary>Takes a response. One that answers nothing (any more) is nothing to speak of.</summary>
    public void Complete(in Message response)
    {
        if (!long.TryParse(response.Id.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || !_pending.TryRemove(id, out var answer)) return;
        answer.TrySetResult(new(response.Result.ToArray(), response.Error.ToArray()));
    }

    /// <summary>The client will answer nothing more.</summary>
    public void Close()
    {
        _isClosed = true;
        foreach (var answer in _pending.Values) answer.TrySetException(new IOException("The client has left without an answer."));
    }

    private static ReadOnlyMemory<byte> Encode(long id, string method, ReadOnlyMemory<byte> parameters)
    {
        using var buffer = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(buffer, Envelope.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc"u8, "2.0"u8);
            writer.WriteNumber("id"u8, id);
            writer.WriteString("method"u8, method);
            if (!parameters.IsEmpty)
            {
                writer.WritePropertyName("params"u8);
                writer.WriteRawValue(parameters.Span, skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
