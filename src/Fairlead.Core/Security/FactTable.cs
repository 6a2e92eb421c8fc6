using System.Security.Claims;

namespace Fairlead.Security;

/// <summary>The facts on which a catalog's rules depend, one bit each, and how to tell which of them are true of a caller.</summary>
internal sealed class FactTable
{
    private const int BitsPerWord = 64;

    private readonly Dictionary<AccessFact, int> _bits = [];
    private readonly Dictionary<string, int> _scopes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _roles = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<object, int>> _policies = [];

    public FactTable(IEnumerable<AccessFact> facts)
    {
        foreach (var fact in facts)
        {
            var bit = _bits.Count;
            if (!_bits.TryAdd(fact, bit)) continue;
            if (fact.Kind == AccessFactKind.Scope) _scopes.Add((string)fact.Value, bit);
            else if (fact.Kind == AccessFactKind.Role) _roles.Add((string)fact.Value, bit);
            else if (fact.Kind == AccessFactKind.Policy) _policies.Add(new(fact.Value, bit));
        }

        Words = (_bits.Count + BitsPerWord - 1) / BitsPerWord;
    }

    /// <summary>How many words a set has.</summary>
    public int Words { get; }

    /// <summary>The policies, with their bits: only the application can tell whether they hold.</summary>
    public IReadOnlyList<KeyValuePair<object, int>> Policies => _policies;

    /// <summary>All scopes.</summary>
    public IEnumerable<string> Scopes => _scopes.Keys;

    public static void Set(Span<ulong> set, int bit) => set[bit / BitsPerWord] |= 1UL << (bit % BitsPerWord);

    /// <summary>Whether a fact is in a set.</summary>
    public bool Has(ReadOnlySpan<ulong> set, AccessFact fact) => _bits.TryGetValue(fact, out var bit) && (set[bit / BitsPerWord] & (1UL << (bit % BitsPerWord))) != 0;

    /// <summary>Collects what a caller's claims say.</summary>
    /// <returns>Whether it is known who calls.</returns>
    public bool Collect(ClaimsPrincipal? caller, Span<ulong> set)
    {
        if (caller is null) return false;
        var isKnown = false;
        foreach (var identity in caller.Identities)
        {
            if (!identity.IsAuthenticated) continue;
            isKnown = true;
            foreach (var claim in identity.Claims) Collect(identity, claim, set);
        }

        if (isKnown && _bits.TryGetValue(AccessFact.Authenticated, out var bit)) Set(set, bit);
        return isKnown;
    }

    private void Collect(ClaimsIdentity identity, Claim claim, Span<ulong> set)
    {
        switch (claim.Type)
        {
            case CallerClaims.Scope or CallerClaims.EntraScope:
                CollectScopes(claim.Value, set);
                break;
            case CallerClaims.Roles or "role" or ClaimTypes.Role:
                if (_roles.TryGetValue(claim.Value, out var role)) Set(set, role);
                break;
            default:
                if (claim.Type == identity.RoleClaimType && _roles.TryGetValue(claim.Value, out var own)) Set(set, own);
                break;
        }
    }

    private void CollectScopes(ReadOnlySpan<char> scopes, Span<ulong> set)
    {
        var known = _scopes.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in scopes.Split(' '))
        {
            if (known.TryGetValue(scopes[range], out var bit)) Set(set, bit);
        }
    }
}
