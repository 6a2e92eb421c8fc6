using System.Text.Json;

namespace Fairlead.Components;

/// <summary>What must hold for a component before anybody sees it.</summary>
internal static class ComponentRules
{
    /// <summary>Checks a component.</summary>
    /// <exception cref="ArgumentException">The message says what is wrong.</exception>
    public static void Check(Component component)
    {
        if (!ComponentName.IsValid(component.Name))
        {
            throw new ArgumentException(
                $"'{component.Name}' is no name for a {component.Kind}: use 1 to {ComponentName.MaxLength} of the characters A-Z a-z 0-9 _ - .");
        }

        if (component.Timeout is { } timeout && timeout <= TimeSpan.Zero && timeout != System.Threading.Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentException($"{component}: the timeout must be above zero, or Timeout.InfiniteTimeSpan for none.");
        }

        if (component.TimeToLive < TimeSpan.Zero) throw new ArgumentException($"{component}: the time to live must not be negative.");
        if (component is Resource { Size: < 0 }) throw new ArgumentException($"{component}: the size must not be negative.");

        // A model reads what a person does not see: such characters can hide instructions (OWASP MCP03).
        CheckText(component, "title", component.Title);
        CheckText(component, "description", component.Description);
        switch (component)
        {
            case Resource resource:
                CheckText(component, "URI", resource.Uri);
                break;
            case ResourceTemplate template:
                CheckText(component, "URI template", template.Template.ToString());
                break;
            case Tool tool:
                CheckSchema(component, "input schema", tool.InputSchema);
                CheckSchema(component, "output schema", tool.OutputSchema);
                break;
            case Prompt prompt:
                foreach (var argument in prompt.Arguments)
                {
                    CheckText(component, $"title of the argument {argument.Name}", argument.Title);
                    CheckText(component, $"description of the argument {argument.Name}", argument.Description);
                }

                break;
        }
    }

    private static void CheckSchema(Component component, string where, ReadOnlyMemory<byte> schema)
    {
        if (schema.IsEmpty) return;
        try
        {
            var reader = new Utf8JsonReader(schema.Span);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) CheckText(component, where, reader.GetString());
                else if (reader.CurrentDepth == 0 && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject)) throw new JsonException("It must be an object.");
            }
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"{component}: the {where} is not a JSON object: {exception.Message}", exception);
        }
    }

    private static void CheckText(Component component, string where, string? text)
    {
        if (HiddenCharacters.Find(text) is not { } character) return;
        throw new ArgumentException(
            $"{component}: the {where} holds the invisible character U+{(int)character:X4}. Remove it; a person who reviews the text could not see it.");
    }
}
