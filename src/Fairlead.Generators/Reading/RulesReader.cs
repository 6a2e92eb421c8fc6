using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Reads the DataAnnotations of a parameter or property.</summary>
internal sealed class RulesReader(Problems problems)
{
    private const string Namespace = "System.ComponentModel.DataAnnotations.";

    // What a linear-time engine cannot do: look-around, atomic groups, conditions and references back.
    private static readonly string[] Backtracking = ["(?=", "(?!", "(?<=", "(?<!", "(?>", "(?(", "\\k<", "\\k'", "\\1", "\\2", "\\3"];

    public Rules? Read(ISymbol symbol, Shape shape, Location? location)
    {
        var rules = Rules.None;
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is not { } type || attribute.ConstructorArguments.Any(argument => argument.Kind == TypedConstantKind.Error)) continue;
            var name = TypeNames.Plain(type);
            if (!name.StartsWith(Namespace, StringComparison.Ordinal)) continue;
            rules = Apply(rules, name.Substring(Namespace.Length), attribute, shape, symbol, location);
        }

        return rules == Rules.None ? null : rules;
    }

    private Rules Apply(Rules rules, string name, AttributeData attribute, Shape shape, ISymbol symbol, Location? location) => name switch
    {
        "RangeAttribute" when IsNumber(shape) => Range(rules, attribute, symbol, location),
        "StringLengthAttribute" when IsText(shape) => rules with { MaxLength = Int(attribute, 0), MinLength = NamedInt(attribute, "MinimumLength") ?? rules.MinLength },
        "MinLengthAttribute" when HasLength(shape) => rules with { MinLength = Int(attribute, 0) },
        "MaxLengthAttribute" when HasLength(shape) => attribute.ConstructorArguments.Length == 0 ? rules : rules with { MaxLength = Int(attribute, 0) },
        "LengthAttribute" when HasLength(shape) => rules with { MinLength = Int(attribute, 0), MaxLength = Int(attribute, 1) },
        "RegularExpressionAttribute" when IsText(shape) => Pattern(rules, attribute, symbol, location),
        "EmailAddressAttribute" when IsText(shape) => rules with { Format = "email" },
        "UrlAttribute" when IsText(shape) => rules with { Format = "uri" },
        "Base64StringAttribute" when IsText(shape) => rules with { IsBase64 = true },
        "RequiredAttribute" when IsText(shape) && Attributes.NamedBoolean(attribute, "AllowEmptyStrings") != true => rules with { NotEmpty = true, MinLength = Math.Max(rules.MinLength ?? 0, 1) },
        "AllowedValuesAttribute" when IsScalar(shape) => rules with { Allowed = Values(attribute, shape) },

        // Of a collection, each item: as a whole it could not be written in an attribute.
        "AllowedValuesAttribute" when shape is { Kind: ShapeKind.List, Item: { } item } && IsScalar(item) => rules with { Allowed = Values(attribute, item) },
        "DeniedValuesAttribute" when IsScalar(shape) => rules with { Denied = Values(attribute, shape) },
        "RangeAttribute" or "StringLengthAttribute" or "MinLengthAttribute" or "MaxLengthAttribute" or "LengthAttribute" or "RegularExpressionAttribute"
            or "EmailAddressAttribute" or "UrlAttribute" or "Base64StringAttribute" or "AllowedValuesAttribute" or "DeniedValuesAttribute" =>
            Inapplicable(rules, name, shape, symbol, location),
        _ => rules,
    };

    private Rules Range(Rules rules, AttributeData attribute, ISymbol symbol, Location? location)
    {
        var arguments = attribute.ConstructorArguments;
        var offset = arguments.Length == 3 ? 1 : 0;
        if (arguments.Length < 2 || Bound(arguments[offset]) is not { } minimum || Bound(arguments[offset + 1]) is not { } maximum)
        {
            problems.Add(Rule.InapplicableRule, location, "Range", symbol.Name, "its bounds are no numbers");
            return rules;
        }

        // The extremes of double stand for "no bound", as many write them.
        return rules with
        {
            Minimum = IsUnbounded(arguments[offset]) ? null : minimum,
            Maximum = IsUnbounded(arguments[offset + 1]) ? null : maximum,
            ExclusiveMinimum = Attributes.NamedBoolean(attribute, "MinimumIsExclusive") == true,
            ExclusiveMaximum = Attributes.NamedBoolean(attribute, "MaximumIsExclusive") == true,
        };
    }

    private Rules Pattern(Rules rules, AttributeData attribute, ISymbol symbol, Location? location)
    {
        var pattern = Attributes.FirstString(attribute) ?? "";
        if (Backtracking.FirstOrDefault(construct => pattern.Contains(construct)) is { } found)
        {
            problems.Add(Rule.InvalidPattern, location, symbol.Name, $"'{found}' cannot be matched in linear time; rewrite the pattern without it, or check the value in the method");
            return rules;
        }

        try
        {
            _ = new System.Text.RegularExpressions.Regex(pattern);
        }
        catch (ArgumentException exception)
        {
            problems.Add(Rule.InvalidPattern, location, symbol.Name, exception.Message.TrimEnd('.'));
            return rules;
        }

        return rules with { Pattern = pattern };
    }

    private Rules Inapplicable(Rules rules, string name, Shape shape, ISymbol symbol, Location? location)
    {
        var short_ = name.Substring(0, name.Length - "Attribute".Length);
        problems.Add(Rule.InapplicableRule, location, short_, symbol.Name, $"it does not apply to {shape.Type.Replace("global::", "")}");
        return rules;
    }

    private static EquatableArray<RuleValue> Values(AttributeData attribute, Shape shape)
    {
        var values = attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false } array] ? array.Values : attribute.ConstructorArguments;
        return new(values
            .Where(value => value.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum && value.Value is not null)
            .Select(value => (Code: Cast(value, shape), Json: Json(value)))
            .Where(value => value.Code is not null && value.Json is not null)
            .Select(value => new RuleValue(value.Code!, value.Json!)));
    }

    private static string? Cast(TypedConstant value, Shape shape)
    {
        var code = CodeText.Of(value);
        return shape.Kind is ShapeKind.Integer or ShapeKind.Number && code is not null ? $"({shape.Type})({code})" : code;
    }

    private static string? Json(TypedConstant value)
    {
        if (value.Kind != TypedConstantKind.Enum) return JsonText.Of(value.Value);
        var field = value.Type!.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(member => member.HasConstantValue && Equals(member.ConstantValue, value.Value));
        return field is null ? null : JsonText.Quote(TypeReader.EnumMemberName(field));
    }

    private static string? Bound(TypedConstant value) =>
        value.Value is string text
            ? decimal.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? JsonText.Of(number) : null
            : value.Value is int or double ? JsonText.Of(value.Value) : null;

    private static bool IsUnbounded(TypedConstant value) =>
        value.Value is double number && (double.IsInfinity(number) || number is double.MinValue or double.MaxValue);

    private static int? Int(AttributeData attribute, int index) => attribute.ConstructorArguments.Length > index ? attribute.ConstructorArguments[index].Value as int? : null;

    private static int? NamedInt(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value as int?;

    private static bool IsText(Shape shape) => shape.Kind == ShapeKind.String;

    private static bool IsNumber(Shape shape) => shape.Kind is ShapeKind.Integer or ShapeKind.Number;

    private static bool HasLength(Shape shape) => shape.Kind is ShapeKind.String or ShapeKind.List or ShapeKind.Dictionary;

    private static bool IsScalar(Shape shape) => shape.Kind is ShapeKind.String or ShapeKind.Integer or ShapeKind.Number or ShapeKind.Boolean or ShapeKind.Char or ShapeKind.Enum;
}
