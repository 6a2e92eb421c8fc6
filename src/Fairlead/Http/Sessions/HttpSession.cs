using Fairlead.Engine;

namespace Fairlead.Http.Sessions;

/// <summary>A legacy client's session over HTTP. Thousands may lie idle, so it holds little.</summary>
internal sealed class HttpSession
{
    private readonly SessionTable _table;
    private readonly Lock _lock = new();
    private Dictionary<int, SessionStream>? _streams;
    private int _lastStream;
    private int _uses = 1;
    private long _lastUsed;
    private volatile bool _hasEnded;

    /// <summary>Opens a session, in use by the request that opens it.</summary>
    public HttpSession(SessionTable table, string id, CallerIdentity? owner, string share)
    {
        _table = table;
        Id = id;
        Owner = owner;
        Share = share;
        Connection = new("http", keepsState: true) { SessionId = id };
        Standalone = new(this, 0);
        Connection.Standalone = Standalone;
    }

    /// <summary>The session's id: whoever knows it and is the owner may use the session.</summary>
    public string Id { get; }

    /// <summary>A name for the session that is no secret.</summary>
    public string Key => Connection.Id.ToString("N");

    /// <summary>Who opened it, or <see langword="null"/> where callers are not identified.</summary>
    public CallerIdentity? Owner { get; }

    /// <summary>Whose share of the sessions it is counted to.</summary>
    public string Share { get; }

    /// <summary>The conversation.</summary>
    public McpConnection Connection { get; }

    /// <summary>The stream for what belongs to no call.</summary>
    public SessionStream Standalone { get; }

    /// <summary>Where events are kept, or <see langword="null"/> where streams end with their connection.</summary>
    public IEventStore? Events => _table.Events;

    /// <summary>The options.</summary>
    public McpSessionOptions Options => _table.Options;

    /// <summary>The clock.</summary>
    public TimeProvider Time => _table.Time;

    /// <summary>The session was ended or has expired.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Begins a use, unless the session has ended.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_hasEnded) return false;
            _uses++;
            return true;
        }
    }

    /// <summary>Ends a use; from the last one on the session lies idle.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _uses--;
            _lastUsed = Time.GetTimestamp();
        }
    }

    /// <summary>Ends the session if it has lain idle for too long.</summary>
    public bool TryExpire()
    {
        lock (_lock)
        {
            if (_hasEnded || _uses > 0 || Time.GetElapsedTime(_lastUsed) < Options.IdleTimeout) return false;
            _hasEnded = true;
            return true;
        }
    }

    /// <summary>Makes the stream of a call, to be carried by its response first.</summary>
    /// <param name="giveUp">Stops the call, where its client does not come back.</param>
    public SessionStream OpenStream(Action giveUp)
    {
        lock (_lock)
        {
            var stream = new SessionStream(this, ++_lastStream) { GiveUp = giveUp };
            (_streams ??= []).Add(stream.Number, stream);
            return stream;
        }
    }

    /// <summary>A stream that goes on, or <see langword="null"/> where it has ended or never was.</summary>
    public SessionStream? FindStream(int number)
    {
        if (number == 0) return Standalone;
        lock (_lock) return _streams?.GetValueOrDefault(number);
    }

    /// <summary>A stream has ended.</summary>
    public void Forget(SessionStream stream)
    {
        lock (_lock)
        {
            _streams?.Remove(stream.Number);
            if (_streams is { Count: 0 }) _streams = null;
        }
    }

    /// <summary>Stops the session's calls and streams, and forgets its events.</summary>
    public async ValueTask EndAsync()
    {
        lock (_lock) _hasEnded = true;
        Connection.Requests.Close();
        Connection.AbortAll(AbortReason.Cancelled);
        await Standalone.EndAsync().ConfigureAwait(false);
        if (Events is not { } events) return;
        try
        {
            await events.RemoveAsync(Key, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _table.StoreFailed(exception);
        }
    }

    /// <summary>Keeps an event. A store that fails costs the way back, not the message.</summary>
    public async ValueTask KeepAsync(int stream, StreamEvent streamEvent)
    {
        if (Events is not { } events) return;
        try
        {
            await events.AppendAsync(Key, stream, streamEvent, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _table.StoreFailed(exception);
        }
    }
}
