namespace Fairlead;

/// <summary>
/// Marks a parameter as an argument that the caller supplies, and optionally gives it another name on the wire.
/// Needed only to rename, or where a type could be mistaken for a service.
/// </summary>
/// <param name="name">The argument's name on the wire. Default: the parameter's name as written.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class McpArgumentAttribute(string? name = null) : Attribute
{
    /// <summary>The argument's name on the wire, or <see langword="null"/> for the parameter's own.</summary>
    public string? Name { get; } = name;

    /// <summary>The argument's title in the schema. Default: none.</summary>
    public string? Title { get; set; }
}
