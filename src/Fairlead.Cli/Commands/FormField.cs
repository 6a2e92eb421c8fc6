using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Output;
using Spectre.Console;

namespace Fairlead.Cli.Commands;

/// <summary>One field of a server's form, asked on the terminal.</summary>
internal static class FormField
{
    /// <returns>The answer; none where the field may stay empty and did.</returns>
    public static async Task<JsonNode?> AskAsync(IAnsiConsole console, string name, JsonObject field, CancellationToken cancellationToken)
    {
        var label = $"{Plain.Markup((string?)field["title"] ?? name)}{(field["description"] is { } description ? $" [dim]({Plain.Markup(description.ToString())})[/]" : "")}";
        if (field["type"]?.ToString() == "boolean")
        {
            return await new ConfirmationPrompt(label) { DefaultValue = field["default"] is JsonValue preset && preset.TryGetValue<bool>(out var yes) && yes }.ShowAsync(console, cancellationToken);
        }

        if (field["type"]?.ToString() == "array")
        {
            var several = new MultiSelectionPrompt<Choice>().Title(label).NotRequired().UseConverter(static choice => Plain.Markup(choice.Title)).AddChoices(Choices(field["items"] as JsonObject ?? []));
            return new JsonArray([.. (await several.ShowAsync(console, cancellationToken)).Select(static choice => (JsonNode)choice.Value)]);
        }

        var choices = Choices(field);
        if (choices.Count > 0) return (await new SelectionPrompt<Choice>().Title(label).UseConverter(static choice => Plain.Markup(choice.Title)).AddChoices(choices).ShowAsync(console, cancellationToken)).Value;
        var prompt = new TextPrompt<string>(label + ":").AllowEmpty().Validate(text =>
        {
            if (text.Length == 0) return ValidationResult.Success();
            try
            {
                ArgumentWords.Read([$"{name}={text}"], new JsonObject { ["properties"] = new JsonObject { [name] = field.DeepClone() } });
                return ValidationResult.Success();
            }
            catch (CliException exception)
            {
                return ValidationResult.Error(exception.Message.EscapeMarkup());
            }
        });
        if (field["default"] is { } value) prompt.DefaultValue(value.ToString());
        var answer = await prompt.ShowAsync(console, cancellationToken);
        return answer.Length == 0 ? null : ArgumentWords.Read([$"{name}={answer}"], new JsonObject { ["properties"] = new JsonObject { [name] = field.DeepClone() } })[name]?.DeepClone();
    }

    private static List<Choice> Choices(JsonObject field)
    {
        if ((field["oneOf"] ?? field["anyOf"]) is JsonArray titled)
        {
            return [.. titled.OfType<JsonObject>().Select(static choice => new Choice(choice["const"]!.ToString(), (choice["title"] ?? choice["const"])!.ToString()))];
        }

        if (field["enum"] is not JsonArray values) return [];
        var names = field["enumNames"] as JsonArray;
        return [.. values.Select((value, index) => new Choice(value!.ToString(), (names is not null && index < names.Count ? names[index] : value)!.ToString()))];
    }

    private sealed record Choice(string Value, string Title);
}
