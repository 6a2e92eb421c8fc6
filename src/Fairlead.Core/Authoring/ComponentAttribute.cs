namespace Fairlead;

/// <summary>What the attributes of tools, resources and prompts have in common.</summary>
public abstract class ComponentAttribute : Attribute
{
    private protected ComponentAttribute(string? name) => Name = name;

    /// <summary>
    /// The name that clients use. Default: the method's name in snake_case, without an <c>Async</c> suffix.
    /// 1 to 128 of the characters <c>A-Z a-z 0-9 _ - .</c>; a name that starts with <c>_</c> is never listed.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>The name shown to people. Default: derived from <see cref="Name"/> (<c>disk_usage</c> becomes "Disk usage").</summary>
    public string? Title { get; set; }

    /// <summary>What the component does, for the model. Default: the method's XML doc summary or <c>[Description]</c>.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// The longest time a call may take, such as <c>"500ms"</c>, <c>"10s"</c>, <c>"2m"</c> or <c>"none"</c>.
    /// Default: the server's <c>DefaultTimeout</c>, 30 s.
    /// </summary>
    public string? Timeout { get; set; }

    /// <summary>The component's version. Of several components with one name the highest version is served. Default: none.</summary>
    public string? Version { get; set; }

    /// <summary>Labels for filtering; they are not sent to clients.</summary>
    public string[]? Tags { get; set; }
}
