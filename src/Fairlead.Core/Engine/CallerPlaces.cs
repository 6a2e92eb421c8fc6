namespace Fairlead.Engine;

/// <summary>Bounds how many calls each caller runs at once, so that one of them leaves places for the others.</summary>
/// <param name="limit">How many one caller may run.</param>
internal sealed class CallerPlaces(int limit)
{
    // Callers seldom meet at the same lock.
    private const int Stripes = 16;

    // Made for those who call: over stdio nobody has a share.
    private readonly CallerShares<CallerKey>?[] _shares = new CallerShares<CallerKey>?[Stripes];

    /// <summary>Takes a place for the caller of a call, unless it has all of its share.</summary>
    public bool TryEnter(RequestCall call)
    {
        if (CallerKey.Of(call) is not { } key) return true;
        if (!Of(key).TryTake(key)) return false;
        call.Place = key;
        return true;
    }

    /// <summary>Gives the place of a call back.</summary>
    public void Leave(RequestCall call)
    {
        if (call.Place is not { } key) return;
        call.Place = null;
        Of(key).Return(key);
    }

    private CallerShares<CallerKey> Of(in CallerKey key)
    {
        ref var shares = ref _shares[(uint)key.GetHashCode() % Stripes];
        return Volatile.Read(ref shares) ?? Interlocked.CompareExchange(ref shares, new(limit), null) ?? shares!;
    }
}
