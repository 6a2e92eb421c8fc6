using System.Collections.Concurrent;
using System.Security.Claims;
using Fairlead.Components;

namespace Fairlead.Security;

/// <summary>
/// Who may call what of a catalog. For each set of facts that is true of some caller there is a catalog of what such callers may
/// call, made once: lists, calls and whatever else looks into it agree, and a request costs the same however many components there
/// are.
/// </summary>
internal sealed class CatalogPermissions
{
    // Sets of facts come from the claims of callers who are known; more than a server has uses for are not kept.
    private const int MaxViews = 1024;

    private readonly Dictionary<Component, AccessRule> _rules;
    private readonly Component[] _components;
    private readonly FactTable _facts;
    private readonly AccessRules _source;
    private readonly int _pageSize;
    private readonly bool _hasChecks;
    private readonly ConcurrentDictionary<ulong[], CallerAccess> _views = new(FactSetComparer.Instance);
    private readonly ConcurrentDictionary<ulong[], CallerAccess>.AlternateLookup<ReadOnlySpan<ulong>> _viewsByFacts;

    private CatalogPermissions(Component[] components, Dictionary<Component, AccessRule> rules, Catalog everything, AccessRules source, int pageSize)
    {
        _components = components;
        _rules = rules;
        _source = source;
        _pageSize = pageSize;
        _facts = new(rules.Values.SelectMany(rule => rule.Needs).SelectMany(needs => needs).Prepend(AccessFact.Authenticated));
        _hasChecks = rules.Values.Any(rule => rule.Checks.Count > 0);
        _viewsByFacts = _views.GetAlternateLookup<ReadOnlySpan<ulong>>();
        Everything = everything;
        Nobody = Make(new ulong[_facts.Words], false);
        ServesAnonymous = rules.Values.Any(rule => rule.Needs.Count == 0);
    }

    /// <summary>What callers see who are not known.</summary>
    public CallerAccess Nobody { get; }

    /// <summary>All components, whoever may call them.</summary>
    public Catalog Everything { get; }

    /// <summary>Callers are authenticated, so that one who is not known may come back with a token.</summary>
    public bool AsksForCallers => _source.AsksForCallers;

    /// <summary>Whether callers who are not known may call anything.</summary>
    public bool ServesAnonymous { get; }

    /// <summary>How many views were made and kept.</summary>
    public int Views => _views.Count;

    /// <summary>All scopes that some component needs.</summary>
    public IEnumerable<string> Scopes => _facts.Scopes;

    /// <summary>The components that nobody may call, because nothing was said of them.</summary>
    public IEnumerable<Component> Unreachable => _components.Where(component => _rules[component].Needs.Any(needs => needs.Contains(AccessFact.Never)));

    /// <summary>The components, with the rules where there are any.</summary>
    /// <exception cref="InvalidOperationException">An attribute demands what cannot be had here.</exception>
    public static ServedComponents Restrict(IReadOnlyCollection<Component> components, AccessRules source, int pageSize)
    {
        var rules = components.ToDictionary(component => component, source.Of, (IEqualityComparer<Component>)ReferenceEqualityComparer.Instance);
        var isOpen = !source.AsksForCallers && rules.Values.All(rule => rule.Needs.Count == 0 && rule.Checks.Count == 0);
        var everything = new Catalog(components, pageSize);
        return new(everything, isOpen ? null : new([.. components], rules, everything, source, pageSize));
    }

    /// <summary>What a caller sees.</summary>
    public ValueTask<CallerAccess> FindAsync(ClaimsPrincipal? caller)
    {
        if (caller is KnownCaller { Access: { } access } && access.Permissions == this) return new(access);
        Span<ulong> facts = _facts.Words <= 8 ? stackalloc ulong[_facts.Words] : new ulong[_facts.Words];
        if (!_facts.Collect(caller, facts)) return new(Nobody);
        if (_facts.Policies.Count > 0) return AskPoliciesAsync(caller!, facts.ToArray());
        access = Find(facts);
        if (caller is KnownCaller known) known.Access = access;
        return new(access);
    }

    /// <summary>What a caller sees, or <see langword="null"/> where only the application can tell.</summary>
    public CallerAccess? Find(ClaimsPrincipal? caller)
    {
        Span<ulong> facts = _facts.Words <= 8 ? stackalloc ulong[_facts.Words] : new ulong[_facts.Words];
        if (!_facts.Collect(caller, facts)) return Nobody;
        return _facts.Policies.Count > 0 ? null : Find(facts);
    }

    /// <summary>The checks that a call must pass, or <see langword="null"/> for none.</summary>
    public IReadOnlyList<AccessCheck>? ChecksOf(Component component) =>
        _hasChecks && _rules.TryGetValue(component, out var rule) && rule.Checks.Count > 0 ? rule.Checks : null;

    /// <summary>See <see cref="CallerAccess.MissingScopes"/>.</summary>
    public IReadOnlyList<string> MissingScopes(Component component, ulong[] facts)
    {
        var missing = new List<string>();
        foreach (var needs in _rules[component].Needs)
        {
            if (IsMet(needs, facts)) continue;
            if (needs is not [{ Kind: AccessFactKind.Scope } scope]) return [];
            missing.Add((string)scope.Value);
        }

        return missing;
    }

    // What a policy says may change from call to call, so it is asked each time.
    private async ValueTask<CallerAccess> AskPoliciesAsync(ClaimsPrincipal caller, ulong[] facts)
    {
        foreach (var (policy, bit) in _facts.Policies)
        {
            if (await _source.HoldsAsync(caller, policy).ConfigureAwait(false)) FactTable.Set(facts, bit);
        }

        return Find(facts);
    }

    private CallerAccess Find(ReadOnlySpan<ulong> facts)
    {
        if (_viewsByFacts.TryGetValue(facts, out var access)) return access;
        if (_views.Count >= MaxViews) _views.Clear();
        var key = facts.ToArray();
        return _views.GetOrAdd(key, Make(key, true));
    }

    private CallerAccess Make(ulong[] facts, bool isAuthenticated) =>
        new(this, facts, isAuthenticated, new([.. _components.Where(component => _rules[component].Needs.All(needs => IsMet(needs, facts)))], _pageSize));

    private bool IsMet(AccessFact[] needs, ulong[] facts) => Array.Exists(needs, fact => _facts.Has(facts, fact));
}
