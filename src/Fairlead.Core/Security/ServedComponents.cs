using System.Security.Claims;
using Fairlead.Components;

namespace Fairlead.Security;

/// <summary>The components that a server serves at one moment, with the rules on who may call them.</summary>
/// <param name="Everything">All components.</param>
/// <param name="Permissions">The rules, or <see langword="null"/> where everybody may call everything.</param>
internal sealed record ServedComponents(Catalog Everything, CatalogPermissions? Permissions)
{
    /// <summary>What everybody may call.</summary>
    public Catalog Public => Permissions?.Nobody.Catalog ?? Everything;

    /// <summary>What a caller may call, or <see langword="null"/> where only the application can tell.</summary>
    public Catalog? Of(ClaimsPrincipal? caller) => Permissions is null ? Everything : Permissions.Find(caller)?.Catalog;
}
