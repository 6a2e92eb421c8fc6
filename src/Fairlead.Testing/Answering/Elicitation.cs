using System.Text.Json;

namespace Fairlead.Testing;

/// <summary>A question to the user (<c>elicitation/create</c>).</summary>
public sealed class Elicitation
{
    internal Elicitation(JsonElement parameters)
    {
        Parameters = parameters;
        Message = Text("message") ?? "";
        if (Text("url") is { } url) Url = new Uri(url);
        Schema = parameters.TryGetProperty("requestedSchema", out var schema) ? schema : default;
        Fields = Schema.ValueKind == JsonValueKind.Object && Schema.TryGetProperty("properties", out var properties) ? [.. properties.EnumerateObject().Select(one => one.Name)] : [];
    }

    /// <summary>The question.</summary>
    public string Message { get; }

    /// <summary>The page to visit; <see langword="null"/> where the question is a form.</summary>
    public Uri? Url { get; }

    /// <summary>The names of the form's fields; empty where the question is a page.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>The form's JSON Schema; <see cref="JsonValueKind.Undefined"/> where the question is a page.</summary>
    public JsonElement Schema { get; }

    /// <summary>Everything that the server sent.</summary>
    public JsonElement Parameters { get; }

    private string? Text(string name) => Parameters.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
