using System.Globalization;
using System.Text;
using Fairlead.Generators.Model;
using Fairlead.Generators.Reading;

namespace Fairlead.Generators.Emitting;

/// <summary>
/// Writes forms in the subset of JSON Schema that clients can show (2025-11-25, "Elicitation": PrimitiveSchemaDefinition). What
/// the subset has no word for is enforced when the answer is read.
/// </summary>
/// <param name="form">The form.</param>
/// <param name="isLegacy">
/// For clients before 2025-11-25: titles of choices stand in <c>enumNames</c>, and a choice of several is a text that holds an array (SEP-1330).
/// </param>
internal sealed class FormSchema(FormModel form, bool isLegacy)
{
    public string Write()
    {
        var schema = new StringBuilder("{\"type\":\"object\"");
        if (form.Description is { } description) Append(schema, "description", JsonText.Quote(description));
        schema.Append(",\"properties\":{").Append(string.Join(",", form.Fields.Select(field => $"{JsonText.Quote(field.JsonName)}:{field.Schema ?? Field(field)}"))).Append('}');
        var required = form.Fields.Where(field => field.IsRequired).Select(field => JsonText.Quote(field.JsonName)).ToList();
        if (required.Count > 0) Append(schema, "required", $"[{string.Join(",", required)}]");
        return schema.Append('}').ToString();
    }

    private string Field(Argument field)
    {
        var isMultiple = FormReader.IsMultiple(field, form.Enums);
        var choices = Choices(field);
        var schema = new StringBuilder($"{{\"type\":\"{(isMultiple && !isLegacy ? "array" : Type(field.Shape))}\"");
        if (Format(field) is { } format) Append(schema, "format", $"\"{format}\"");
        if (Description(field, isMultiple, choices) is { } description) Append(schema, "description", JsonText.Quote(description));
        Append(schema, "title", JsonText.Quote(field.Title ?? WireName.ToTitle(field.JsonName)));
        if (isMultiple) AppendSeveral(schema, field, choices);
        else if (choices is not null) AppendOne(schema, choices);
        else AppendLimits(schema, field);
        if (field.DefaultJson is { } value && value != "null") Append(schema, "default", isMultiple && isLegacy ? JsonText.Quote(value) : value);
        return schema.Append('}').ToString();
    }

    private static string Type(Shape shape) => shape.Kind switch
    {
        ShapeKind.Boolean => "boolean",
        ShapeKind.Integer => "integer",
        ShapeKind.Number => "number",
        _ => "string",
    };

    private static string? Format(Argument field) => field.Shape.Kind switch
    {
        ShapeKind.String => field.Rules?.Format,
        ShapeKind.Uri => "uri",
        ShapeKind.DateOnly => "date",
        ShapeKind.DateTime or ShapeKind.DateTimeOffset => "date-time",
        _ => null,
    };

    private string? Description(Argument field, bool isMultiple, List<(string Value, string? Title)>? choices)
    {
        if (!isMultiple || !isLegacy) return field.Description;
        var how = $"A JSON array of: {string.Join(", ", choices!.Select(choice => choice.Value.Trim('"')))}";
        return field.Description is { } description ? $"{description} {how}" : how;
    }

    // The values in JSON with what people are shown; null where there is no choice.
    private List<(string Value, string? Title)>? Choices(Argument field)
    {
        var item = field.Shape.Kind == ShapeKind.List ? field.Shape.Item! : field.Shape;
        var members = item.Kind == ShapeKind.Enum ? form.Enums.First(one => one.Key == item.Key).Members.Where(member => !member.IsNone).ToList() : null;
        if (members is null && item.Kind != ShapeKind.String) return null;
        if (field.Rules is { Allowed.Count: > 0 } rules) return [.. rules.Allowed.Select(one => (one.Json, members?.Find(member => JsonText.Quote(member.JsonName) == one.Json)?.Title))];
        return members?.ConvertAll(member => (JsonText.Quote(member.JsonName), member.Title));
    }

    private void AppendOne(StringBuilder schema, List<(string Value, string? Title)> choices)
    {
        if (!HasTitles(choices) || isLegacy) Append(schema, "enum", Values(choices));
        if (!HasTitles(choices)) return;
        if (isLegacy) Append(schema, "enumNames", $"[{string.Join(",", choices.Select(Title))}]");
        else Append(schema, "oneOf", Titled(choices));
    }

    private void AppendSeveral(StringBuilder schema, Argument field, List<(string Value, string? Title)>? choices)
    {
        if (isLegacy) return;
        if (field.Rules?.MinLength is { } fewest) Append(schema, "minItems", fewest.ToString(CultureInfo.InvariantCulture));
        if (field.Rules?.MaxLength is { } most) Append(schema, "maxItems", most.ToString(CultureInfo.InvariantCulture));
        Append(schema, "items", HasTitles(choices!) ? $"{{\"anyOf\":{Titled(choices!)}}}" : $"{{\"type\":\"string\",\"enum\":{Values(choices!)}}}");
    }

    private static void AppendLimits(StringBuilder schema, Argument field)
    {
        if (field.Shape.Kind == ShapeKind.Char) schema.Append(",\"minLength\":1,\"maxLength\":1");
        if (field.Shape.Kind is ShapeKind.Integer or ShapeKind.Number)
        {
            var (least, most) = RuleSchema.NaturalRange(field.Shape);
            var isWhole = field.Shape.Kind == ShapeKind.Integer;
            if ((Inclusive(field.Rules?.Minimum, field.Rules?.ExclusiveMinimum, isWhole, 1) ?? least) is { } minimum) Append(schema, "minimum", minimum);
            if ((Inclusive(field.Rules?.Maximum, field.Rules?.ExclusiveMaximum, isWhole, -1) ?? most) is { } maximum) Append(schema, "maximum", maximum);
        }

        if (field.Shape.Kind != ShapeKind.String) return;
        if (field.Rules?.MinLength is { } shortest) Append(schema, "minLength", shortest.ToString(CultureInfo.InvariantCulture));
        if (field.Rules?.MaxLength is { } longest) Append(schema, "maxLength", longest.ToString(CultureInfo.InvariantCulture));
    }

    // The subset has no exclusive bounds. Of whole numbers the next one says the same; of others the bound itself comes nearest.
    private static string? Inclusive(string? bound, bool? isExclusive, bool isWhole, int step) =>
        isExclusive == true && isWhole && decimal.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? ((step > 0 ? decimal.Floor(number) : decimal.Ceiling(number)) + step).ToString(CultureInfo.InvariantCulture)
            : bound;

    private static bool HasTitles(List<(string Value, string? Title)> choices) => choices.Exists(choice => choice.Title is not null);

    private static string Title((string Value, string? Title) choice) => JsonText.Quote(choice.Title ?? WireName.ToTitle(choice.Value.Trim('"')));

    private static string Values(List<(string Value, string? Title)> choices) => $"[{string.Join(",", choices.Select(choice => choice.Value))}]";

    private static string Titled(List<(string Value, string? Title)> choices) =>
        $"[{string.Join(",", choices.Select(choice => $"{{\"const\":{choice.Value},\"title\":{Title(choice)}}}"))}]";

    private static void Append(StringBuilder schema, string name, string json) => schema.Append(",\"").Append(name).Append("\":").Append(json);
}
