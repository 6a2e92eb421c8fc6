namespace Fairlead;

/// <summary>Serves a method as a tool that models may call.</summary>
/// <param name="name">The tool's name; see <see cref="ComponentAttribute.Name"/>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class McpToolAttribute(string? name = null) : ComponentAttribute(name)
{
    /// <summary>Whether the tool runs as a task. Default: it does not. Needs <see cref="McpServerBuilder.AddTasks"/>.</summary>
    public TaskSupport TaskSupport { get; set; }

    /// <summary>The tool changes nothing (<c>readOnlyHint</c>). Sent only where set.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>The tool may destroy or overwrite (<c>destructiveHint</c>). Sent only where set.</summary>
    public bool Destructive { get; set; }

    /// <summary>Calling again with the same arguments changes nothing more (<c>idempotentHint</c>). Sent only where set.</summary>
    public bool Idempotent { get; set; }

    /// <summary>The tool talks to a world outside the server (<c>openWorldHint</c>). Sent only where set.</summary>
    public bool OpenWorld { get; set; }
}
