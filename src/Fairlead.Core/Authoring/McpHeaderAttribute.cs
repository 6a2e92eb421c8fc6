namespace Fairlead;

/// <summary>
/// Mirrors an argument in the HTTP header <c>Mcp-Param-{name}</c> (<c>x-mcp-header</c>, SEP-2243), so that
/// intermediaries can route on it. For string, integer and Boolean arguments only; never for secrets.
/// </summary>
/// <param name="name">The header's name after <c>Mcp-Param-</c>: an RFC 9110 token, unique within the tool without regard to case.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class McpHeaderAttribute(string name) : Attribute
{
    /// <summary>The header's name after <c>Mcp-Param-</c>.</summary>
    public string Name { get; } = name;
}
