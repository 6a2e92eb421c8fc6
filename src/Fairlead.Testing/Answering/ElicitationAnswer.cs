using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Fairlead.Testing;

/// <summary>What a scripted user does with a question.</summary>
public sealed class ElicitationAnswer
{
    private readonly string _action;
    private readonly JsonObject? _content;

    private ElicitationAnswer(string action, JsonObject? content = null)
    {
        _action = action;
        _content = content;
    }

    /// <summary>The user refuses to answer.</summary>
    public static ElicitationAnswer Decline { get; } = new("decline");

    /// <summary>The user closes the question.</summary>
    public static ElicitationAnswer Cancel { get; } = new("cancel");

    /// <summary>The user goes to the page.</summary>
    public static ElicitationAnswer Visit { get; } = new("accept");

    /// <summary>The user fills in the form. Nothing is checked, so that wrong answers can be given too.</summary>
    /// <param name="content">The form's fields.</param>
    public static ElicitationAnswer Accept(JsonObject content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new("accept", content);
    }

    /// <summary>The user fills in the form. Nothing is checked, so that wrong answers can be given too.</summary>
    /// <param name="content">The form's fields: a JSON object.</param>
    /// <exception cref="System.Text.Json.JsonException">The text is no JSON.</exception>
    /// <exception cref="ArgumentException">The text is no JSON object.</exception>
    public static ElicitationAnswer Accept([StringSyntax(StringSyntaxAttribute.Json)] string content) => Accept(JsonText.ObjectOf(content, nameof(content)));

    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["action"] = _action };
        if (_content is not null) json["content"] = _content.DeepClone();
        return json;
    }
}
