namespace Fairlead.Engine;

/// <summary>Bounds how many calls each caller runs at once, so that one of them leaves places for the others.</summary>
/// <param name="limit">How many one caller may run.</param>
internal sealed class CallerPlaces(int limit)
{
    // Callers seldom meet at the same lock.
    private const int Stripes = 16;

    private readonly CallerShares<CallerKey>[] _shares = [.. Enumerable.Range(0, Stripes).Select(_ => new CallerShares<CallerKey>(limit))];

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

    private CallerShares<CallerKey> Of(in CallerKey key) => _shares[(uint)key.GetHashCode() % Stripes];
}
