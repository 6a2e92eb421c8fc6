using Fairlead.Components;

namespace Fairlead.Security;

/// <summary>What callers see of whom the same facts are true.</summary>
/// <param name="permissions">The rules.</param>
/// <param name="facts">The facts.</param>
/// <param name="isAuthenticated">It is known who calls.</param>
/// <param name="catalog">The components that they may call.</param>
internal sealed class CallerAccess(CatalogPermissions permissions, ulong[] facts, bool isAuthenticated, Catalog catalog)
{
    /// <summary>The rules.</summary>
    public CatalogPermissions Permissions { get; } = permissions;

    /// <summary>It is known who calls.</summary>
    public bool IsAuthenticated { get; } = isAuthenticated;

    /// <summary>The components that may be called, and no others.</summary>
    public Catalog Catalog { get; } = catalog;

    /// <summary>The scopes that are all that is missing for a component; empty where more is missing.</summary>
    public IReadOnlyList<string> MissingScopes(Component component) => Permissions.MissingScopes(component, facts);
}
