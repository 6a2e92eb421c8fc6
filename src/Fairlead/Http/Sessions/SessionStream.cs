using System.Diagnostics.CodeAnalysis;
using Fairlead.Engine;
using Fairlead.Protocol;

namespace Fairlead.Http.Sessions;

/// <summary>
/// One stream of a session: that of a call, or the one for what belongs to no call. It outlives the responses that carry it;
/// at most one does so at a time, so that no message is sent twice (2025-11-25, "Multiple Connections").
/// </summary>
/// <param name="session">The session.</param>
/// <param name="number">The stream's number: 0 for what belongs to no call.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "The gate's wait handle is never made; sessions are many and are let go, not disposed.")]
internal sealed class SessionStream(HttpSession session, int number) : MessageChannel
{
    // Messages must arrive in the order in which they were sent, whatever the store takes its time for.
    private readonly SemaphoreSlim _gate = new(1);
    private EventStream? _response;
    private ITimer? _parked;
    private long _last;
    private long _handedOver;
    private bool _isComplete;

    /// <summary>The stream's number.</summary>
    public int Number => number;

    /// <summary>Stops the call whose stream this is, where its client does not come back. <see langword="null"/> for what belongs to no call.</summary>
    public Action? GiveUp { get; init; }

    // Copied at once: the caller may reuse the bytes as soon as this returns.
    public override ValueTask SendAsync(ReadOnlyMemory<byte> message) => AppendAsync(message.ToArray(), isLast: false);

    public override ValueTask SendAndFlushAsync(ReadOnlyMemory<byte> message) => AppendAsync(message.ToArray(), isLast: false, untilWritten: true);

    /// <summary>Sends the reply, after which nothing follows.</summary>
    public ValueTask EndAsync(ReplyFrame reply) => AppendAsync(reply.ToArray(), isLast: true);

    /// <summary>Ends the stream without a reply.</summary>
    public async ValueTask EndAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            Complete();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Lets the connection go; the client will come back.</summary>
    public override async ValueTask CloseStreamAsync(TimeSpan retryAfter)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_response is not { } response || _isComplete) return;
            await SendRetryAsync(response, retryAfter).ConfigureAwait(false);
            Park();
            response.Release();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Carries the stream on in another response, beginning with what the client missed.</summary>
    /// <param name="response">The response.</param>
    /// <param name="after">The last event that the client has, or <see langword="null"/> to go on after the last one that was handed over.</param>
    /// <param name="primes">The client takes events without data.</param>
    public async ValueTask AttachAsync(EventStream response, long? after, bool primes)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            // The newest wins: the older one is most often dead without anybody having noticed.
            _response?.Release();
            Unpark();
            _response = response;
            await ReplayAsync(response, after ?? _handedOver, primes).ConfigureAwait(false);
            if (_isComplete) Complete();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A response carries the stream no more: its client is gone.</summary>
    public async ValueTask DetachAsync(EventStream response)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_response == response) Park();
            response.Release();
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask AppendAsync(byte[] message, bool isLast, bool untilWritten = false)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_isComplete) return;
            _last++;
            if (!session.HasEnded) await session.KeepAsync(number, new(_last, message, isLast)).ConfigureAwait(false);
            if (_response is { } response) await SendAsync(response, _last, message, untilWritten).ConfigureAwait(false);
            if (isLast) Complete();
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask ReplayAsync(EventStream response, long after, bool primes)
    {
        if (session.Events is not { } events) return;
        if (primes) await TryAsync(response, response.SendPrimingAsync(IdOf(after))).ConfigureAwait(false);
        foreach (var missed in await events.ReadAsync(session.Key, number, after, CancellationToken.None).ConfigureAwait(false))
        {
            await SendAsync(response, missed.Number, missed.Message).ConfigureAwait(false);
        }
    }

    private ValueTask SendAsync(EventStream response, long place, ReadOnlyMemory<byte> message, bool untilWritten = false)
    {
        _handedOver = Math.Max(_handedOver, place);
        return TryAsync(response, session.Events is null ? response.SendAsync(message.Span, untilWritten) : response.SendAsync(message.Span, IdOf(place), untilWritten));
    }

    private ValueTask SendRetryAsync(EventStream response, TimeSpan retryAfter) => TryAsync(response, response.SendRetryAsync(retryAfter));

    // A client that is gone is no failure here: it may come back.
    private async ValueTask TryAsync(EventStream response, ValueTask sending)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        catch (IOException)
        {
            if (_response == response) Park();
        }
    }

    private string IdOf(long place) => EventId.Format(number, place);

    private void Complete()
    {
        _isComplete = true;
        _response?.Release();
        _response = null;
        Unpark();
        session.Forget(this);
    }

    // A call must not go on for ever for a client that does not come back.
    private void Park()
    {
        _response = null;
        if (_isComplete || GiveUp is null) return;
        Unpark();
        _parked = session.Time.CreateTimer(static state => _ = ((SessionStream)state!).GiveUpAsync().AsTask(), this, session.Options.ResumeTimeout, Timeout.InfiniteTimeSpan);
    }

    private void Unpark()
    {
        _parked?.Dispose();
        _parked = null;
    }

    private async ValueTask GiveUpAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            // While the stream is not complete, its call is the one that is in flight.
            if (_response is null && !_isComplete) GiveUp!();
        }
        finally
        {
            _gate.Release();
        }
    }
}
