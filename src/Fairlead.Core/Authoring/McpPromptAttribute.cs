namespace Fairlead;

/// <summary>Serves a method as a prompt that people may pick.</summary>
/// <param name="name">The prompt's name; see <see cref="ComponentAttribute.Name"/>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class McpPromptAttribute(string? name = null) : ComponentAttribute(name);
