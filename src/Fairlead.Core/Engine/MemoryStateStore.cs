using System.Globalization;

namespace Fairlead.Engine;

/// <summary>Keeps state in memory: bounded for each owner and in all, expired values first to go.</summary>
internal sealed class MemoryStateStore(TimeProvider time) : IStateStore
{
    private const int MaxEntriesPerOwner = 1000;
    private const int MaxEntries = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<string, StateEntry>> _owners = new(StringComparer.Ordinal);
    private int _count;
    private long _version;

    public ValueTask<StateEntry?> GetAsync(string owner, string key, CancellationToken cancellationToken)
    {
        lock (_lock) return new(Find(owner, key));
    }

    public ValueTask<StateEntry?> SetAsync(
        string owner, string key, string value, TimeSpan expiresIn, string? ifVersion, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var known = Find(owner, key);
            if (ifVersion is not null && ifVersion != (known?.Version ?? StateEntry.Absent)) return new((StateEntry?)null);
            if (known is null) MakeRoom(owner);
            if (!_owners.TryGetValue(owner, out var entries)) _owners[owner] = entries = new(StringComparer.Ordinal);
            var entry = new StateEntry(value, (++_version).ToString(CultureInfo.InvariantCulture), time.GetUtcNow() + expiresIn);
            if (known is null) _count++;
            entries[key] = entry;
            return new(entry);
        }
    }

    public ValueTask<bool> RemoveAsync(string owner, string key, string? ifVersion, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Find(owner, key) is not { } known || (ifVersion is not null && ifVersion != known.Version)) return new(false);
            Remove(owner, key);
            return new(true);
        }
    }

    private StateEntry? Find(string owner, string key)
    {
        if (!_owners.TryGetValue(owner, out var entries) || !entries.TryGetValue(key, out var entry)) return null;
        if (entry.ExpiresAt > time.GetUtcNow()) return entry;
        Remove(owner, key);
        return null;
    }

    private void Remove(string owner, string key)
    {
        var entries = _owners[owner];
        if (entries.Remove(key)) _count--;
        if (entries.Count == 0) _owners.Remove(owner);
    }

    private void MakeRoom(string owner)
    {
        if (_count >= MaxEntries || CountOf(owner) >= MaxEntriesPerOwner) DropExpired();
        if (CountOf(owner) >= MaxEntriesPerOwner)
        {
            throw new InvalidOperationException($"This caller keeps {MaxEntriesPerOwner:N0} values already. Remove some, or let them expire sooner.");
        }

        if (_count >= MaxEntries) throw new InvalidOperationException($"The server keeps {MaxEntries:N0} values already. Let them expire sooner.");
    }

    private int CountOf(string owner) => _owners.TryGetValue(owner, out var entries) ? entries.Count : 0;

    private void DropExpired()
    {
        var now = time.GetUtcNow();
        var expired = _owners.SelectMany(owner => owner.Value.Where(entry => entry.Value.ExpiresAt <= now).Select(entry => (owner.Key, entry.Key))).ToArray();
        foreach (var (owner, key) in expired) Remove(owner, key);
    }
}
