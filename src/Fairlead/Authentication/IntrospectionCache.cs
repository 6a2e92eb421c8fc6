using Microsoft.AspNetCore.Authentication;

namespace Fairlead.Authentication;

/// <summary>Answers about tokens, under the tokens' hashes, for a while and in bounded number: the oldest go first.</summary>
internal sealed class IntrospectionCache(int limit, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, DateTimeOffset Until)> _order = new();

    /// <summary>How many answers are kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _entries.Count;
        }
    }

    /// <summary>An answer that still holds, or <see langword="null"/>.</summary>
    public AuthenticateResult? Find(string key)
    {
        lock (_lock) return _entries.TryGetValue(key, out var entry) && entry.Until > time.GetUtcNow() ? entry.Result : null;
    }

    /// <summary>Keeps an answer.</summary>
    public void Keep(string key, AuthenticateResult result, DateTimeOffset until)
    {
        var now = time.GetUtcNow();
        if (until <= now) return;
        lock (_lock)
        {
            _entries[key] = new(result, until);
            _order.Enqueue((key, until));
            while (_order.TryPeek(out var oldest) && (_order.Count > limit || oldest.Until <= now)) Drop(_order.Dequeue());
        }
    }

    // An answer that was renewed stands in the queue twice; only its own place takes it away.
    private void Drop((string Key, DateTimeOffset Until) place)
    {
        if (_entries.TryGetValue(place.Key, out var entry) && entry.Until == place.Until) _entries.Remove(place.Key);
    }

    private sealed record Entry(AuthenticateResult Result, DateTimeOffset Until);
}
