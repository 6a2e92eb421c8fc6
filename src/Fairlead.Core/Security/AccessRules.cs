using Fairlead.Components;

namespace Fairlead.Security;

/// <summary>Makes of everything that was said about a component one rule.</summary>
/// <param name="builder">The rules by tag and for all.</param>
/// <param name="isDefaultNobody">Callers are authenticated, so that silence means no.</param>
/// <param name="policies">The policies of the application, or <see langword="null"/> where there are none.</param>
/// <param name="services">The application's services.</param>
internal sealed class AccessRules(McpAuthorizationBuilder builder, bool isDefaultNobody, IAccessPolicies? policies, IServiceProvider services)
{
    private readonly DefaultAccess _default = builder.DefaultAccess ?? (isDefaultNobody ? DefaultAccess.Nobody : DefaultAccess.Anyone);

    /// <summary>Callers are authenticated.</summary>
    public bool AsksForCallers => isDefaultNobody;

    /// <summary>The rule of a component.</summary>
    /// <exception cref="InvalidOperationException">An attribute demands what cannot be had here.</exception>
    public AccessRule Of(Component component)
    {
        var rule = new AccessRule();
        foreach (var attribute in component.Metadata) Read(component, attribute, rule);
        builder.AddTo(rule, component.Tags);
        if (policies is null && rule.Needs.Any(needs => needs.Any(fact => fact.Kind == AccessFactKind.Policy))) throw new InvalidOperationException($"{component} needs a policy, which only a server within ASP.NET Core can judge. Use McpApp or AddMcp.");
        if (rule.Decides) return rule;
        return _default switch
        {
            DefaultAccess.Nobody => rule.Need(AccessFact.Never),
            DefaultAccess.Authenticated => rule.Need(AccessFact.Authenticated),
            _ => rule,
        };
    }

    /// <summary>Whether a policy holds for a caller.</summary>
    public ValueTask<bool> HoldsAsync(System.Security.Claims.ClaimsPrincipal caller, object policy) => policies!.HoldsAsync(caller, policy, services);

    // The attributes of the class come first: what the method says of everybody outdoes them.
    private void Read(Component component, object attribute, AccessRule rule)
    {
        if (attribute is RequireScopeAttribute scope) rule.RequireScope(scope.Scopes);
        else if (attribute is RequireRoleAttribute role) rule.RequireRole(role.Roles);
        else if (policies is not null) policies.Read(attribute, rule, services);
        else if (IsForeign(attribute.GetType())) throw new InvalidOperationException($"{component} has [{attribute.GetType().Name}], which only a server within ASP.NET Core understands. Use McpApp or AddMcp, or [RequireScope] and [RequireRole].");
    }

    // An attribute that protects must not be passed over because nobody knows it.
    private static bool IsForeign(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Namespace == "Microsoft.AspNetCore.Authorization") return true;
        }

        return false;
    }
}
