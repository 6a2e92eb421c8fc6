using System.Globalization;
using System.Text;
using Fairlead.Generators.Model;
using Fairlead.Generators.Reading;

namespace Fairlead.Generators.Emitting;

/// <summary>Writes rules as JSON Schema says them.</summary>
internal static class RuleSchema
{
    public static void Append(StringBuilder schema, Rules? rules, Shape shape)
    {
        var (least, most) = NaturalRange(shape);
        if (rules is null)
        {
            if (least is not null) Add(schema, "minimum", least);
            if (most is not null) Add(schema, "maximum", most);
            return;
        }

        if (rules.Format is { } format) Add(schema, "format", JsonText.Quote(format));
        if (rules.IsBase64) Add(schema, "contentEncoding", "\"base64\"");
        if ((rules.Minimum ?? least) is { } minimum) Add(schema, rules.ExclusiveMinimum ? "exclusiveMinimum" : "minimum", minimum);
        if ((rules.Maximum ?? most) is { } maximum) Add(schema, rules.ExclusiveMaximum ? "exclusiveMaximum" : "maximum", maximum);
        var what = shape.Kind switch
        {
            ShapeKind.List => "Items",
            ShapeKind.Dictionary => "Properties",
            _ => "Length",
        };
        if (rules.MinLength is { } shortest) Add(schema, "min" + what, shortest.ToString(CultureInfo.InvariantCulture));
        if (rules.MaxLength is { } longest) Add(schema, "max" + what, longest.ToString(CultureInfo.InvariantCulture));
        if (rules.Pattern is { } pattern) Add(schema, "pattern", JsonText.Quote(Whole(pattern)));
        if (rules.Allowed.Count > 0 && shape.Kind is not (ShapeKind.Enum or ShapeKind.List)) Add(schema, "enum", Values(rules.Allowed, shape.IsNullable));
        if (rules.Denied.Count > 0) Add(schema, "not", $"{{\"enum\":{Values(rules.Denied, false)}}}");
    }

    // The range of int and long is what everybody expects; what is narrower is worth saying.
    public static (string? Least, string? Most) NaturalRange(Shape shape) => shape.Type switch
    {
        "byte" => ("0", "255"),
        "sbyte" => ("-128", "127"),
        "short" => ("-32768", "32767"),
        "ushort" => ("0", "65535"),
        "uint" or "ulong" or "global::System.UInt128" => ("0", null),
        _ => (null, null),
    };

    // DataAnnotations match the whole text; a JSON Schema pattern matches anywhere unless it says otherwise.
    private static string Whole(string pattern) =>
        pattern.StartsWith("^", StringComparison.Ordinal) && pattern.EndsWith("$", StringComparison.Ordinal) && pattern.IndexOf('|') < 0 ? pattern : $"^(?:{pattern})$";

    private static string Values(EquatableArray<RuleValue> values, bool withNull) => "[" + string.Join(",", values.Select(one => one.Json)) + (withNull ? ",null]" : "]");

    private static void Add(StringBuilder schema, string name, string json)
    {
        if (schema.Length > 1) schema.Append(',');
        schema.Append('"').Append(name).Append("\":").Append(json);
    }
}
