using System.Text.Json;

namespace Fairlead.Testing;

/// <summary>How a server describes a tool.</summary>
public sealed class ToolDefinition : McpDefinition
{
    internal ToolDefinition(JsonElement json) : base("tool", json)
    {
    }

    /// <summary>The JSON Schema of the arguments.</summary>
    public JsonElement InputSchema => Json.GetProperty("inputSchema");

    /// <summary>The JSON Schema of structured results; <see langword="null"/> where there is none.</summary>
    public JsonElement? OutputSchema => Json.TryGetProperty("outputSchema", out var schema) ? schema : null;

    /// <summary>The names of all arguments.</summary>
    public IReadOnlyList<string> Parameters => InputSchema.TryGetProperty("properties", out var properties) ? [.. properties.EnumerateObject().Select(one => one.Name)] : [];

    /// <summary>The names of the arguments that a call must have.</summary>
    public IReadOnlyList<string> Required => InputSchema.TryGetProperty("required", out var required) ? [.. required.EnumerateArray().Select(one => one.GetString()!)] : [];

    /// <summary>A call must have these arguments, and may have others.</summary>
    /// <param name="names">The arguments' names.</param>
    /// <returns>This definition.</returns>
    /// <exception cref="McpTestException">It need not.</exception>
    public ToolDefinition ShouldRequire(params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!Required.Contains(name)) throw Expected($"that it requires {name}", Parameters.Contains(name) ? $"an argument {name} that may be left out" : $"no argument {name}; there are [{string.Join(", ", Parameters)}]");
        }

        return this;
    }

    /// <summary>A call may have these arguments, and need not.</summary>
    /// <param name="names">The arguments' names.</param>
    /// <returns>This definition.</returns>
    /// <exception cref="McpTestException">It must, or may not.</exception>
    public ToolDefinition ShouldAllow(params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!Parameters.Contains(name)) throw Expected($"an argument {name} that may be left out", $"no such argument; there are [{string.Join(", ", Parameters)}]");
            if (Required.Contains(name)) throw Expected($"an argument {name} that may be left out", "one that is required");
        }

        return this;
    }

    /// <summary>Callers cannot supply these: services and everything else that is injected.</summary>
    /// <param name="names">The parameters' names.</param>
    /// <returns>This definition.</returns>
    /// <exception cref="McpTestException">They can.</exception>
    public ToolDefinition ShouldNotExpose(params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (Parameters.Contains(name)) throw Expected($"no argument {name}", $"the arguments [{string.Join(", ", Parameters)}]");
        }

        return this;
    }

    /// <summary>The tool says that it changes nothing.</summary>
    /// <returns>This definition.</returns>
    /// <exception cref="McpTestException">It does not.</exception>
    public ToolDefinition ShouldBeReadOnly() => Hint("readOnlyHint") == true ? this : throw Expected("the annotation readOnlyHint", "none");

    /// <summary>The tool says that it may destroy something.</summary>
    /// <returns>This definition.</returns>
    /// <exception cref="McpTestException">It does not.</exception>
    public ToolDefinition ShouldBeDestructive() => Hint("destructiveHint") == true ? this : throw Expected("the annotation destructiveHint", "none");

    /// <summary>The description tells the model something.</summary>
    /// <param name="part">A part of the description.</param>
    /// <returns>This definition.</returns>
    /// <exception cref="McpTestException">It does not.</exception>
    public ToolDefinition ShouldDescribe(string part)
    {
        CheckDescription(part);
        return this;
    }

    private bool? Hint(string name) => Json.TryGetProperty("annotations", out var annotations) && annotations.TryGetProperty(name, out var hint) ? hint.GetBoolean() : null;
}
