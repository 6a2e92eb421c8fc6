namespace Fairlead;

/// <summary>
/// A member of the <c>_meta</c> of a component's definition; several may be given. Sent to clients of revision 2025-06-18 and later.
/// </summary>
/// <param name="name">The member's name, with a prefix such as <c>com.example/</c> that is your own.</param>
/// <param name="value">A text, number or Boolean, or <see langword="null"/>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class McpMetaAttribute(string name, object? value = null) : Attribute
{
    /// <summary>The member's name.</summary>
    public string Name { get; } = name;

    /// <summary>The member's value; see <see cref="Json"/> for others.</summary>
    public object? Value { get; } = value;

    /// <summary>The member's value as JSON, where it is an object or array. Default: none.</summary>
    public string? Json { get; set; }
}
