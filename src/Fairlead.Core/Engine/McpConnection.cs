using System.Text;
using Fairlead.Engine.Subscriptions;
using Fairlead.Protocol;

namespace Fairlead.Engine;

/// <summary>What the server remembers of a conversation: nothing on stateless HTTP, a legacy handshake elsewhere.</summary>
/// <param name="transport">The transport's name: <c>stdio</c>, <c>http</c> or <c>memory</c>.</param>
/// <param name="keepsState">Whether the conversation outlives a request.</param>
internal sealed class McpConnection(string transport, bool keepsState)
{
    // Cancelling happens under the lock, so that a call that has been forgotten can no longer be cancelled: its lifetime may
    // by then belong to another call.
    private readonly Lock _lock = new();

    // Made when first needed: thousands of sessions may lie idle.
    private Dictionary<string, CallLifetime>? _calls;
    private ClientRequests? _requests;

    /// <summary>Tells this conversation from all others.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>The id of a legacy session over HTTP, which must not be told to anybody but its client; otherwise <see langword="null"/>.</summary>
    public string? SessionId { get; init; }

    /// <summary>The transport's name.</summary>
    public string Transport { get; } = transport;

    /// <summary>The transport can ask a caller for a token, or for one with more scopes.</summary>
    public bool TakesChallenges => Transport == "http";

    /// <summary>Whether the conversation outlives a request.</summary>
    public bool KeepsState { get; } = keepsState;

    /// <summary>The revision that <c>initialize</c> agreed on, or <see langword="null"/> before it.</summary>
    public ProtocolRevision? Revision { get; set; }

    /// <summary>The level from which on the client wants logs, or <see langword="null"/> for none.</summary>
    public LogSeverity? LogLevel { get; set; }

    /// <summary>What the client of a legacy conversation said in <c>initialize</c> that it can do.</summary>
    public ClientCapabilities Capabilities { get; set; }

    /// <summary>Who the client of a legacy conversation said in <c>initialize</c> that it is: a JSON object, or empty.</summary>
    public ReadOnlyMemory<byte> ClientInfo { get; set; }

    /// <summary>The way to the client for what belongs to no call, or <see langword="null"/> where there is none.</summary>
    public MessageChannel? Standalone { get; set; }

    /// <summary>Tells the client of a legacy conversation of changes; <see langword="null"/> before <c>initialize</c>.</summary>
    public Listener? Listener { get; set; }

    /// <summary>The requests that the server has sent to the client.</summary>
    public ClientRequests Requests => Volatile.Read(ref _requests) ?? Interlocked.CompareExchange(ref _requests, new(), null) ?? _requests;

    /// <summary>How many calls are in flight.</summary>
    public int InFlight
    {
        get
        {
            lock (_lock) return _calls?.Count ?? 0;
        }
    }

    /// <summary>Remembers a call, so that the client can cancel it.</summary>
    /// <returns><see langword="false"/> where a call with this id is in flight already.</returns>
    public bool TryTrack(RequestCall call)
    {
        lock (_lock) return (_calls ??= new(StringComparer.Ordinal)).TryAdd(KeyOf(call.Message.Id), call.Lifetime);
    }

    /// <summary>Forgets a call that has ended.</summary>
    public void Untrack(RequestCall call)
    {
        lock (_lock)
        {
            _calls!.Remove(KeyOf(call.Message.Id));
            if (_calls.Count == 0) _calls = null;
        }
    }

    /// <summary>Cancels a call; one that is not in flight (any more) is nothing to speak of.</summary>
    public void Cancel(ReadOnlyMemory<byte> id)
    {
        if (id.IsEmpty) return;
        lock (_lock)
        {
            if (_calls is not null && _calls.TryGetValue(KeyOf(id), out var lifetime)) lifetime.Abort(AbortReason.Cancelled);
        }
    }

    /// <summary>Stops all calls, and tells the client nothing more: it is gone, or the server is about to be.</summary>
    public void AbortAll(AbortReason reason)
    {
        Listener?.End();
        lock (_lock)
        {
            // Stopping may end calls at once, on this thread, and take them out of the dictionary.
            foreach (var lifetime in _calls?.Values.ToArray() ?? []) lifetime.Abort(reason);
        }
    }

    // The id "1" and the id 1 are two ids; "A" and "A" are one.
    private static string KeyOf(ReadOnlyMemory<byte> id) => Message.IsString(id.Span)
        ? string.Concat("\"", Encoding.UTF8.GetString(Message.Unquote(id).Span))
        : Encoding.UTF8.GetString(id.Span);
}
