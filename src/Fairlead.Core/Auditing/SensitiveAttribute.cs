namespace Fairlead;

/// <summary>
/// Says which arguments of a tool or prompt hold what nobody but the tool may see. Audit records have a digest of them under the
/// audit's key, so that equal values can be told, or <c>[redacted]</c> where there is no key; logs of payloads have <c>[redacted]</c>.
/// </summary>
/// <param name="arguments">On a method, the arguments' names as clients write them. On a parameter, nothing: it is the one that is meant.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter)]
public sealed class SensitiveAttribute(params string[] arguments) : Attribute
{
    /// <summary>The arguments' names, as clients write them.</summary>
    public IReadOnlyList<string> Arguments { get; } = arguments;
}
