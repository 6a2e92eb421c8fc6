using System.Security.Claims;
using Fairlead.Protocol;

namespace Fairlead.Engine.Subscriptions;

/// <summary>
/// Somebody who is told of changes: a stream that <c>subscriptions/listen</c> opened, or the client of a legacy conversation.
/// What is still to be told is a state and not a queue: however slowly a client reads, nothing waits that a newer message would
/// repeat. Messages are sent from the thread pool, one after the other, and only while there are any.
/// </summary>
/// <param name="listeners">Those whom the server tells of changes.</param>
/// <param name="connection">The conversation that the listener belongs to.</param>
/// <param name="channel">The stream, or <see langword="null"/> for what <see cref="McpConnection.Standalone"/> is at the time.</param>
/// <param name="subscriptionId">The id that opened the stream, as sent; empty in a legacy conversation.</param>
/// <param name="lists">The lists whose changes are told.</param>
/// <param name="resources">The resources whose changes are told.</param>
internal sealed class Listener(
    Listeners listeners, McpConnection connection, MessageChannel? channel, ReadOnlyMemory<byte> subscriptionId, ListKinds lists, HashSet<string> resources)
    : IThreadPoolWorkItem
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // What has changed, and what of it is being told now. Taking turns, no resource waits for ever behind a busier one.
    private ListKinds _changedLists;
    private ListKinds _tellingLists;
    private HashSet<string>? _changed;
    private Queue<string>? _telling;

    private bool _isOpen;
    private bool _isTelling;

    /// <summary>The conversation that the listener belongs to.</summary>
    public McpConnection Connection => connection;

    /// <summary>Who opened the stream, with what was then known of them; <see langword="null"/> for nobody known.</summary>
    public ClaimsPrincipal? Caller { get; init; }

    /// <summary>Whether <c>subscriptions/listen</c> made it.</summary>
    public bool IsStream => !subscriptionId.IsEmpty;

    /// <summary>Completes when nothing more will be told.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Begins to tell; what has changed since the listener was made is told at once.</summary>
    /// <param name="acknowledgement">What precedes everything else, or empty.</param>
    public void Open(ReadOnlyMemory<byte> acknowledgement = default)
    {
        var sending = default(ValueTask);
        lock (_lock)
        {
            if (_isOpen) return;
            _isOpen = true;
            _isTelling = true;
            if (!acknowledgement.IsEmpty) sending = SendAsync(acknowledgement);
        }

        _ = TellAsync(sending);
    }

    /// <summary>Lists have changed.</summary>
    public void Tell(ListKinds changed)
    {
        lock (_lock)
        {
            _changedLists |= changed & lists;
            Start();
        }
    }

    /// <summary>A resource has changed.</summary>
    public void Tell(string uri)
    {
        lock (_lock)
        {
            if (resources.Contains(uri) && (_changed ??= new(StringComparer.Ordinal)).Add(uri)) Start();
        }
    }

    /// <summary>Tells of one more resource from now on.</summary>
    /// <returns><see langword="false"/> where there would be too many.</returns>
    public bool TrySubscribe(string uri, int limit)
    {
        lock (_lock)
        {
            if (resources.Count >= limit && !resources.Contains(uri)) return false;
            resources.Add(uri);
            return true;
        }
    }

    /// <summary>Tells no more of a resource.</summary>
    public void Unsubscribe(string uri)
    {
        lock (_lock)
        {
            resources.Remove(uri);
            _changed?.Remove(uri);
        }
    }

    /// <summary>
    /// Tells nothing more, and is forgotten by the server: when this has returned, nothing follows that was not given to the
    /// channel before.
    /// </summary>
    public void End()
    {
        lock (_lock) _ended.TrySetResult();
        listeners.Remove(this);
    }

    void IThreadPoolWorkItem.Execute() => _ = TellAsync(default);

    private void Start()
    {
        if (!_isOpen || _isTelling || Ended.IsCompleted || !IsAnythingChanged) return;
        _isTelling = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private bool IsAnythingChanged => _changedLists != ListKinds.None || _changed is { Count: > 0 };

    private async Task TellAsync(ValueTask sending)
    {
        using var buffer = new PooledBuffer();
        try
        {
            await sending.ConfigureAwait(false);
            while (TryTellNext(buffer, out sending)) await sending.ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The client is gone, which its transport notices and ends the listener. Until then there is nobody to tell.
            lock (_lock)
            {
                _tellingLists = _changedLists = ListKinds.None;
                _telling = null;
                _changed = null;
                _isTelling = false;
            }
        }
    }

    private bool TryTellNext(PooledBuffer buffer, out ValueTask sending)
    {
        lock (_lock)
        {
            _isTelling = !Ended.IsCompleted && TryTakeNext(buffer);

            // Given to the channel within the lock, so that the reply that ends a stream cannot come before it.
            sending = _isTelling ? SendAsync(buffer.WrittenMemory) : default;
            return _isTelling;
        }
    }

    private bool TryTakeNext(PooledBuffer buffer)
    {
        buffer.Clear();
        if (_tellingLists == ListKinds.None && _telling is not { Count: > 0 }) TakeTurn();
        if (_tellingLists != ListKinds.None)
        {
            var lowest = _tellingLists & (ListKinds)(-(int)_tellingLists);
            _tellingLists &= ~lowest;
            ChangeWriter.WriteListChanged(buffer, subscriptionId.Span, lowest);
            return true;
        }

        while (_telling is not null && _telling.TryDequeue(out var uri))
        {
            if (!resources.Contains(uri)) continue;
            ChangeWriter.WriteResourceUpdated(buffer, subscriptionId.Span, uri);
            return true;
        }

        _telling = null;
        return _changed is { Count: > 0 } && TryTakeNext(buffer);
    }

    private void TakeTurn()
    {
        _tellingLists = _changedLists;
        _changedLists = ListKinds.None;
        _telling = _changed is { Count: > 0 } ? new(_changed) : null;
        _changed = null;
    }

    private ValueTask SendAsync(ReadOnlyMemory<byte> message) => (channel ?? connection.Standalone)?.SendAndFlushAsync(message) ?? default;
}
