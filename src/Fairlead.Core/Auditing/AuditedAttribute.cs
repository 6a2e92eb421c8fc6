namespace Fairlead;

/// <summary>Says which arguments of a tool or prompt have their values in audit records. Of all others there is the name only.</summary>
/// <param name="arguments">On a method, the arguments' names as clients write them. On a parameter, nothing: it is the one that is meant.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter)]
public sealed class AuditedAttribute(params string[] arguments) : Attribute
{
    /// <summary>The arguments' names, as clients write them.</summary>
    public IReadOnlyList<string> Arguments { get; } = arguments;
}
