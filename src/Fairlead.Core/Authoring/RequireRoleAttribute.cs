namespace Fairlead;

/// <summary>
/// Serves a component only to callers in a role. Others do not see it. On a class, for all components of it. Several attributes all
/// count.
/// </summary>
/// <param name="roles">The roles. The caller needs one of them, as with <c>[Authorize(Roles = …)]</c>.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class RequireRoleAttribute(params string[] roles) : Attribute
{
    /// <summary>The roles, one of which the caller needs.</summary>
    public IReadOnlyList<string> Roles { get; } = roles;
}
