using Fairlead.Protocol;
using Fairlead.Security;

namespace Fairlead.Engine.Subscriptions;

/// <summary>Everybody whom a server tells of changes.</summary>
/// <param name="maxStreams">How many streams of <c>subscriptions/listen</c> may be open.</param>
/// <param name="maxStreamsPerCaller">How many of them one caller may have.</param>
/// <param name="time">The clock.</param>
internal sealed class Listeners(int maxStreams, int maxStreamsPerCaller, TimeProvider time) : IDisposable
{
    // Components are often added one by one; clients are told once, after the last of them.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly HashSet<Listener> _all = [];
    private int _streams;
    private bool _isClosed;
    private ListChanges? _changes;
    private ITimer? _timer;

    /// <summary>Whose the streams are.</summary>
    public CallerShares<string> Shares { get; } = new(maxStreamsPerCaller);

    /// <summary>How many streams of <c>subscriptions/listen</c> are open.</summary>
    public int Streams
    {
        get
        {
            lock (_lock) return _streams;
        }
    }

    /// <summary>Takes a listener, where there is room for it and the server does not stop.</summary>
    public bool TryAdd(Listener listener)
    {
        lock (_lock)
        {
            if (_isClosed || (listener.IsStream && _streams >= maxStreams)) return false;
            if (_all.Add(listener) && listener.IsStream) _streams++;
            return true;
        }
    }

    /// <summary>Forgets a listener that has ended.</summary>
    public void Remove(Listener listener)
    {
        lock (_lock)
        {
            if (_all.Remove(listener) && listener.IsStream) _streams--;
        }
    }

    /// <summary>A conversation ends, and its listeners with it.</summary>
    public void EndAll(McpConnection connection)
    {
        Listener[] ending;
        lock (_lock) ending = [.. _all.Where(listener => listener.Connection == connection)];
        foreach (var listener in ending) listener.End();
    }

    /// <summary>The server stops: ends all listeners, and takes no more.</summary>
    public void Close()
    {
        Listener[] ending;
        lock (_lock)
        {
            _isClosed = true;
            ending = [.. _all];
        }

        foreach (var listener in ending) listener.End();
    }

    /// <summary>Other components are served: tells of the lists that show something else, after a moment.</summary>
    public void Serve(ServedComponents before, ServedComponents after)
    {
        lock (_lock)
        {
            if (_all.Count == 0) return;
        }

        // Change by change, not all at once: whoever has seen a list that lasted for a moment must be told that it is gone.
        var changed = after.Everything.ListsChangedSince(before.Everything);
        if (changed == ListKinds.None) return;
        lock (_lock)
        {
            _changes ??= new(before);
            var isWaiting = _changes.Lists != ListKinds.None;
            _changes.Add(after, changed);
            if (isWaiting) return;
            _timer ??= time.CreateTimer(static state => ((Listeners)state!).TellOfLists(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(Pause, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>A resource has changed.</summary>
    public void Tell(string uri)
    {
        lock (_lock)
        {
            foreach (var listener in _all) listener.Tell(uri);
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void TellOfLists()
    {
        lock (_lock)
        {
            foreach (var listener in _all) listener.Tell(listener.IsStream ? _changes!.SeenBy(listener.Caller) : _changes!.Lists);
            _changes = null;
        }
    }
}
