using System.Text.Json;

namespace Fairlead.Testing;

/// <summary>How a server describes one of its components.</summary>
public abstract class McpDefinition
{
    private protected McpDefinition(string kind, JsonElement json)
    {
        Kind = kind;
        Json = json;
    }

    /// <summary>The definition as the server sent it.</summary>
    public JsonElement Json { get; }

    /// <summary>The name.</summary>
    public string Name => Text("name") ?? "";

    /// <summary>The title; <see langword="null"/> where there is none.</summary>
    public string? Title => Text("title");

    /// <summary>The description; <see langword="null"/> where there is none.</summary>
    public string? Description => Text("description");

    private protected string Kind { get; }

    private protected string? Text(string member) => Json.TryGetProperty(member, out var value) ? value.GetString() : null;

    private protected void CheckDescription(string part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (Description?.Contains(part, StringComparison.Ordinal) != true) throw Expected($"a description that contains \"{part}\"", Description is null ? "none" : $"\"{Description}\"");
    }

    private protected McpTestException Expected(string expected, string actual) =>
        new($"Expected of {Kind} {Name} {expected}\nbut was  {actual}\nThe definition:\n{JsonSerializer.Serialize(Json, JsonText.Readable.GetTypeInfo(typeof(JsonElement)))}");
}
