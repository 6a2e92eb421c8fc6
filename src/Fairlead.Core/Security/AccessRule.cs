namespace Fairlead.Security;

/// <summary>Who may call certain components; see <see cref="McpAuthorizationBuilder.ForTag"/>. Everything that is said of a component counts.</summary>
public sealed class AccessRule
{
    private readonly List<AccessFact[]> _needs = [];
    private readonly List<AccessCheck> _checks = [];

    internal AccessRule()
    {
    }

    /// <summary>Facts of which each group must have one that is true.</summary>
    internal IReadOnlyList<AccessFact[]> Needs => _needs;

    internal IReadOnlyList<AccessCheck> Checks => _checks;

    /// <summary>Something was said on who may call.</summary>
    internal bool Decides { get; private set; }

    /// <summary>The caller needs all of these scopes.</summary>
    /// <param name="scopes">The scopes.</param>
    /// <returns>This rule.</returns>
    public AccessRule RequireScope(params IReadOnlyList<string> scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        if (scopes.Count == 0) throw new ArgumentException("Name at least one scope.", nameof(scopes));
        foreach (var scope in scopes)
        {
            // What separates scopes cannot be within one (RFC 6749, section 3.3).
            if (string.IsNullOrEmpty(scope) || scope.AsSpan().ContainsAny(" \"\\")) throw new ArgumentException($"'{scope}' is no scope: it must have no spaces, quotes or backslashes.", nameof(scopes));
            Need(AccessFact.Scope(scope));
        }

        return this;
    }

    /// <summary>The caller must be in one of these roles.</summary>
    /// <param name="roles">The roles.</param>
    /// <returns>This rule.</returns>
    public AccessRule RequireRole(params IReadOnlyList<string> roles)
    {
        ArgumentNullException.ThrowIfNull(roles);
        if (roles.Count == 0) throw new ArgumentException("Name at least one role.", nameof(roles));
        return Need([.. roles.Select(AccessFact.Role)]);
    }

    /// <summary>It must be known who calls.</summary>
    /// <returns>This rule.</returns>
    public AccessRule RequireAuthenticatedUser() => Need(AccessFact.Authenticated);

    /// <summary>A policy of ASP.NET Core must hold, which was added with <c>AddAuthorization</c>.</summary>
    /// <param name="policy">The policy's name.</param>
    /// <returns>This rule.</returns>
    public AccessRule RequirePolicy(string policy)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(policy);
        return Need(AccessFact.Policy(policy));
    }

    /// <summary>Everybody may call, whatever was said before.</summary>
    /// <returns>This rule.</returns>
    public AccessRule AllowAnonymous()
    {
        _needs.Clear();
        Decides = true;
        return this;
    }

    /// <summary>A check that sees the arguments must agree.</summary>
    /// <param name="check">The check.</param>
    /// <returns>This rule.</returns>
    public AccessRule AddCheck(AccessCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        _checks.Add(check);
        return this;
    }

    /// <summary>One of these facts must be true.</summary>
    internal AccessRule Need(params AccessFact[] facts)
    {
        Decides = true;
        _needs.Add(facts);
        return this;
    }

    /// <summary>Everything of another rule counts too.</summary>
    internal void Take(AccessRule other)
    {
        Decides |= other.Decides;
        _needs.AddRange(other._needs);
        _checks.AddRange(other._checks);
    }
}
