namespace Fairlead.Security;

/// <summary>
/// Who may call what, beside the attributes <see cref="RequireScopeAttribute"/>, <see cref="RequireRoleAttribute"/>,
/// <c>[Authorize]</c> and <c>[AllowAnonymous]</c>. A component that a caller may not call is not listed for it either.
/// </summary>
public sealed class McpAuthorizationBuilder
{
    private readonly List<KeyValuePair<string, AccessRule>> _tags = [];
    private readonly AccessRule _all = new();

    internal McpAuthorizationBuilder()
    {
    }

    /// <summary>
    /// Who may call a component of which nothing was said, neither by an attribute nor by a rule. Default:
    /// <see cref="DefaultAccess.Nobody"/> where callers are authenticated, otherwise
    /// <see cref="DefaultAccess.Anyone"/>.
    /// </summary>
    public DefaultAccess? DefaultAccess { get; set; }

    /// <summary>A rule for all components with a tag, beside what is said of each.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>The rule, to be filled.</returns>
    public AccessRule ForTag(string tag)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tag);
        var rule = new AccessRule();
        _tags.Add(new(tag, rule));
        return rule;
    }

    /// <summary>Lets a check that sees the arguments decide on every call of a component.</summary>
    /// <param name="check">The check.</param>
    /// <returns>This builder.</returns>
    public McpAuthorizationBuilder AddCheck(AccessCheck check)
    {
        _all.AddCheck(check);
        return this;
    }

    /// <summary>Adds the rules for a component's tags, and those for all.</summary>
    internal void AddTo(AccessRule rule, IReadOnlyList<string> tags)
    {
        foreach (var (tag, forTag) in _tags)
        {
            if (tags.Contains(tag)) rule.Take(forTag);
        }

        rule.Take(_all);
    }
}
