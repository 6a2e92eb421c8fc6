using System.Text.Json.Serialization;

namespace Everything.Questions;

/// <summary>Who somebody is.</summary>
/// <param name="Text">The name.</param>
public sealed record Name([property: JsonPropertyName("name")] string Text);
