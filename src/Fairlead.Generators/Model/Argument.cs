namespace Fairlead.Generators.Model;

/// <summary>A value that a caller supplies: a parameter, or a member of an object.</summary>
/// <param name="JsonName">Its name in JSON.</param>
/// <param name="Shape">Its type.</param>
/// <param name="IsRequired">A caller must give it.</param>
/// <param name="DefaultCode">What it is otherwise, in C#; <see langword="null"/> for the default of its type.</param>
/// <param name="DefaultJson">What it is otherwise, for the schema; <see langword="null"/> where that is not said.</param>
/// <param name="Description">What to give.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Rules">What the value must satisfy.</param>
/// <param name="Header">The header that mirrors it, after <c>Mcp-Param-</c>.</param>
/// <param name="IsSensitive">Its value is never repeated.</param>
/// <param name="Schema">The schema that the author wrote for it, instead of the one of its type.</param>
internal sealed record Argument(
    string JsonName,
    Shape Shape,
    bool IsRequired,
    string? DefaultCode = null,
    string? DefaultJson = null,
    string? Description = null,
    string? Title = null,
    Rules? Rules = null,
    string? Header = null,
    bool IsSensitive = false,
    string? Schema = null);
