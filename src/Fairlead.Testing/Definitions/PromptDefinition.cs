using System.Text.Json;

namespace Fairlead.Testing;

/// <summary>How a server describes a prompt.</summary>
public sealed class PromptDefinition : McpDefinition
{
    internal PromptDefinition(JsonElement json) : base("prompt", json)
    {
    }

    /// <summary>The names of all arguments.</summary>
    public IReadOnlyList<string> Parameters => [.. Arguments.Select(one => one.Name)];

    /// <summary>The names of the arguments that must be given.</summary>
    public IReadOnlyList<string> Required => [.. Arguments.Where(one => one.IsRequired).Select(one => one.Name)];

    private IEnumerable<(string Name, bool IsRequired)> Arguments => Json.TryGetProperty("arguments", out var arguments)
        ? arguments.EnumerateArray().Select(one => (one.GetProperty("name").GetString()!, one.TryGetProperty("required", out var required) && required.GetBoolean()))
        : [];

    /// <summary>These arguments must be given, and others may.</summary>
    /// <param name="names">The arguments' names.</param>
    /// <returns>This definition.</returns>
    /// <exception cref="McpTestException">They need not.</exception>
    public PromptDefinition ShouldRequire(params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!Required.Contains(name)) throw Expected($"that it requires {name}", Parameters.Contains(name) ? $"an argument {name} that may be left out" : $"no argument {name}; there are [{string.Join(", ", Parameters)}]");
        }

        return this;
    }

    /// <summary>The description tells people something.</summary>
    /// <param name="part">A part of the description.</param>
    /// <returns>This definition.</returns>
    /// <exception cref="McpTestException">It does not.</exception>
    public PromptDefinition ShouldDescribe(string part)
    {
        CheckDescription(part);
        return this;
    }
}
