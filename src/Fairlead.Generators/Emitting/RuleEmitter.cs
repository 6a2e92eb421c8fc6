using System.Globalization;
using Fairlead.Generators.Model;
using Fairlead.Generators.Reading;

namespace Fairlead.Generators.Emitting;

/// <summary>Writes the code that enforces rules.</summary>
internal sealed class RuleEmitter
{
    private readonly List<string> _patterns = [];

    /// <summary>Writes the fields that the checks use.</summary>
    public void EmitFields(CodeWriter code)
    {
        for (var i = 0; i < _patterns.Count; i++)
        {
            code.Line($"private static readonly {Names.Binding}PatternRule Pattern{i} = new({CodeText.Quote(_patterns[i])});");
        }
    }

    public void Emit(CodeWriter code, Argument argument, string value)
    {
        if (argument.Rules is not { } rules) return;
        EmitRange(code, rules, argument.Shape, value);
        if (rules.MinLength is not null || rules.MaxLength is not null) EmitLength(code, rules, argument.Shape, value);
        if (rules.NotEmpty) code.Line($"if (string.IsNullOrWhiteSpace({value}) && {value}.Length > 0) reader.Add(\"must not be blank.\");");
        if (rules.Pattern is { } pattern)
        {
            code.Line($"Pattern{_patterns.Count}.Check(ref reader, {value});");
            _patterns.Add(pattern);
        }

        if (rules.Format == "email") code.Line($"{Names.Binding}TextRules.Email(ref reader, {value});");
        if (rules.Format == "uri") code.Line($"{Names.Binding}TextRules.Url(ref reader, {value});");
        if (rules.IsBase64) code.Line($"{Names.Binding}TextRules.Base64(ref reader, {value});");
        if (rules.Allowed.Count > 0) EmitAllowed(code, rules.Allowed, argument.Shape, value);

        if (rules.Denied.Count > 0)
        {
            var any = string.Join(" || ", rules.Denied.Select(one => $"{value} == {one.Code}"));
            code.Line($"if ({any}) reader.Refuse({CodeText.Quote("must not be " + Shown(rules.Denied))});");
        }
    }

    private static void EmitAllowed(CodeWriter code, EquatableArray<RuleValue> allowed, Shape shape, string value)
    {
        var isList = shape.Kind == ShapeKind.List;
        var any = string.Join(" || ", allowed.Select(one => $"{(isList ? "one" : value)} == {one.Code}"));

        // The reader stands behind a list, so that it could not show which item it was.
        code.Line(isList
            ? $"if (!global::System.Linq.Enumerable.All({value}, static one => {any})) reader.Add({CodeText.Quote("each must be one of " + Shown(allowed) + ".")});"
            : $"if (!({any})) reader.Refuse({CodeText.Quote("must be one of " + Shown(allowed))});");
    }

    private static void EmitRange(CodeWriter code, Rules rules, Shape shape, string value)
    {
        var conditions = new List<string>();
        if (rules.Minimum is { } minimum && Bound(minimum, shape, value) is { } low) conditions.Add($"{low.Value} {(rules.ExclusiveMinimum ? ">" : ">=")} {low.Bound}");
        if (rules.Maximum is { } maximum && Bound(maximum, shape, value) is { } high) conditions.Add($"{high.Value} {(rules.ExclusiveMaximum ? "<" : "<=")} {high.Bound}");
        if (conditions.Count == 0) return;
        code.Line($"if (!({string.Join(" && ", conditions)})) reader.Refuse({CodeText.Quote(Describe(rules))});");
    }

    private static string Describe(Rules rules) => rules switch
    {
        { Minimum: { } low, Maximum: { } high, ExclusiveMinimum: false, ExclusiveMaximum: false } => $"must be between {low} and {high}",
        { Minimum: { } low, Maximum: null } => rules.ExclusiveMinimum ? $"must be greater than {low}" : $"must be at least {low}",
        { Minimum: null, Maximum: { } high } => rules.ExclusiveMaximum ? $"must be less than {high}" : $"must be at most {high}",
        _ => $"must be {(rules.ExclusiveMinimum ? "greater than" : "at least")} {rules.Minimum} and {(rules.ExclusiveMaximum ? "less than" : "at most")} {rules.Maximum}",
    };

    private static (string Value, string Bound)? Bound(string bound, Shape shape, string value)
    {
        if (shape.Kind == ShapeKind.Number)
        {
            return shape.Type == "decimal" ? (value, $"{bound}m") : ($"(double){value}", $"{bound}d");
        }

        if (!decimal.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return null;
        var isWhole = number == decimal.Truncate(number) && number >= long.MinValue && number <= long.MaxValue;
        if (shape.Type is "ulong" or "global::System.UInt128") return number < 0 ? null : ($"(decimal){value}", $"{bound}m");
        return isWhole && number != long.MinValue ? (value, ((long)number).ToString(CultureInfo.InvariantCulture) + "L") : ($"(decimal){value}", $"{bound}m");
    }

    private static void EmitLength(CodeWriter code, Rules rules, Shape shape, string value)
    {
        var minimum = (rules.MinLength ?? 0).ToString(CultureInfo.InvariantCulture);
        var maximum = rules.MaxLength is { } max ? max.ToString(CultureInfo.InvariantCulture) : "int.MaxValue";
        var what = shape.Kind == ShapeKind.List ? "item" : "member";
        code.Line(shape.Kind == ShapeKind.String
            ? $"{Names.Binding}TextRules.Length(ref reader, {value}, {minimum}, {maximum});"
            : $"{Names.Binding}TextRules.Count(ref reader, {value}.Count, {minimum}, {maximum}, \"{what}\");");
    }

    private static string Shown(EquatableArray<RuleValue> values) => string.Join(", ", values.Select(one => one.Json.Trim('"')));
}
