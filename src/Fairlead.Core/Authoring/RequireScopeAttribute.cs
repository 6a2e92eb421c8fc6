namespace Fairlead;

/// <summary>
/// Serves a component only to callers who have the scopes. Others do not see it; who could get the scopes is told so over HTTP (403,
/// <c>insufficient_scope</c>). On a class, for all components of it. Several attributes all count.
/// </summary>
/// <param name="scopes">The scopes, such as <c>ops:read</c>. The caller needs all of them.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class RequireScopeAttribute(params string[] scopes) : Attribute
{
    /// <summary>The scopes, all of which the caller needs.</summary>
    public IReadOnlyList<string> Scopes { get; } = scopes;
}
