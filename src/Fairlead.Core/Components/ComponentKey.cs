namespace Fairlead.Components;

/// <summary>What makes a component one of a kind within a server.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Identity">The name; for resources, the URI or template.</param>
/// <param name="Version">The version, or <see langword="null"/>.</param>
public sealed record ComponentKey(ComponentKind Kind, string Identity, string? Version)
{
    /// <summary>The key of a component.</summary>
    /// <param name="component">The component.</param>
    public static ComponentKey Of(Component component)
    {
        ArgumentNullException.ThrowIfNull(component);
        return new(component.Kind, component.Identity, component.Version);
    }
}
