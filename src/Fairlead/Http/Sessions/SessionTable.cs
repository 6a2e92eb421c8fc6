using System.Collections.Concurrent;
using System.Security.Claims;
using Fairlead.Engine;
using Fairlead.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairlead.Http.Sessions;

/// <summary>The sessions of an endpoint: bounded in number, each bound to the caller that opened it, gone when idle for long.</summary>
internal sealed partial class SessionTable
{
    private readonly ConcurrentDictionary<string, HttpSession> _sessions = new(StringComparer.Ordinal);
    private readonly ITimer _sweep;
    private readonly ILogger _log;
    private readonly McpMetrics _metrics;
    private int _count;

    public SessionTable(McpServer server, McpSessionOptions options)
    {
        Server = server;
        Options = options;
        Shares = new(options.MaxSessionsPerCaller);
        Time = server.Time;
        Stopping = server.Stopping;
        _metrics = server.Metrics;
        _log = server.Loggers.CreateLogger("Fairlead.Http");
        if (options.ResumableStreams) Events = server.Services.GetService<IEventStore>() ?? new MemoryEventStore(options, Time);
        var interval = options.IdleTimeout / 10;
        _sweep = Time.CreateTimer(static state => ((SessionTable)state!).Sweep(), this, interval, interval);
        Stopping.UnsafeRegister(static state => ((SessionTable)state!).Stop(), this);
    }

    /// <summary>The server.</summary>
    public McpServer Server { get; }

    /// <summary>The options.</summary>
    public McpSessionOptions Options { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Signalled when the server is told to stop.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Where events are kept, or <see langword="null"/> where streams end with their connection.</summary>
    public IEventStore? Events { get; }

    /// <summary>How many sessions are open.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whose the sessions are.</summary>
    public CallerShares<string> Shares { get; }

    /// <summary>Makes a session that nobody can find yet, or <see langword="null"/> where there are too many.</summary>
    /// <param name="caller">Who opens it.</param>
    /// <param name="share">Of whose <see cref="Shares"/> it was taken; given back where there is no session, and when it has ended.</param>
    public HttpSession? TryOpen(ClaimsPrincipal? caller, string share)
    {
        if (Interlocked.Increment(ref _count) <= Options.MaxSessions) return new(this, SessionId.Create(), SessionOwner.Of(caller), share);
        Free(share);
        return null;
    }

    /// <summary>From now on the session can be found.</summary>
    public void Publish(HttpSession session)
    {
        _sessions[session.Id] = session;
        _metrics.SessionOpened();
    }

    /// <summary>A session was not opened after all.</summary>
    public void Discard(HttpSession session) => Free(session.Share);

    /// <summary>Begins a use of a session. One that has ended, never was, or is another caller's: <see langword="null"/>.</summary>
    public HttpSession? Enter(string id, ClaimsPrincipal? caller) =>
        _sessions.TryGetValue(id, out var session) && session.Owner == SessionOwner.Of(caller) && session.TryEnter() ? session : null;

    /// <summary>Ends a session.</summary>
    public ValueTask EndAsync(HttpSession session)
    {
        if (!_sessions.TryRemove(session.Id, out _)) return default;
        Free(session.Share);
        _metrics.SessionClosed();
        return session.EndAsync();
    }

    /// <summary>Says that events could not be kept or forgotten.</summary>
    public void StoreFailed(Exception exception) => Log.StoreFailed(_log, exception);

    private void Free(string share)
    {
        Interlocked.Decrement(ref _count);
        Shares.Return(share);
    }

    private void Sweep()
    {
        foreach (var (_, session) in _sessions)
        {
            if (session.TryExpire()) _ = EndAsync(session).AsTask();
        }
    }

    // Streams that wait for what may never come would keep the web server from stopping.
    private void Stop()
    {
        _sweep.Dispose();
        foreach (var (_, session) in _sessions) _ = session.Standalone.EndAsync().AsTask();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The store of events failed; clients that lose their connection may miss messages")]
        public static partial void StoreFailed(ILogger logger, Exception exception);
    }
}
