namespace Fairlead.Security;

/// <summary>Something that is true of a caller or not, and on which access may depend.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Value">The scope, role or policy; empty where the kind says it all.</param>
internal sealed record AccessFact(AccessFactKind Kind, object Value)
{
    public static readonly AccessFact Authenticated = new(AccessFactKind.Authenticated, "");

    public static readonly AccessFact Never = new(AccessFactKind.Never, "");

    public static AccessFact Scope(string scope) => new(AccessFactKind.Scope, scope);

    public static AccessFact Role(string role) => new(AccessFactKind.Role, role);

    public static AccessFact Policy(object policy) => new(AccessFactKind.Policy, policy);
}
