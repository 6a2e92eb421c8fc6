namespace Fairlead.Engine;

/// <summary>How much of something each caller holds, so that none of them takes what all have.</summary>
/// <typeparam name="TKey">What tells callers apart.</typeparam>
/// <param name="limit">How much one may hold.</param>
internal sealed class CallerShares<TKey>(int limit) where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, int> _held = [];

    /// <summary>How much one caller may hold.</summary>
    public int Limit => limit;

    /// <summary>How many callers hold something.</summary>
    public int Callers
    {
        get
        {
            lock (_lock) return _held.Count;
        }
    }

    /// <summary>Takes one for a caller, unless it has its share already.</summary>
    public bool TryTake(TKey caller)
    {
        lock (_lock)
        {
            var held = _held.GetValueOrDefault(caller);
            if (held >= limit) return false;
            _held[caller] = held + 1;
            return true;
        }
    }

    /// <summary>Gives one back.</summary>
    public void Return(TKey caller)
    {
        lock (_lock)
        {
            var held = _held[caller] - 1;
            if (held == 0) _held.Remove(caller);
            else _held[caller] = held;
        }
    }
}
