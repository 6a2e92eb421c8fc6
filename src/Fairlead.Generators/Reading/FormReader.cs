using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Reads a type as a form: a flat object of texts, numbers, Booleans and choices, or one such value.</summary>
internal static class FormReader
{
    private const string ValueName = "value";

    public static FormModel? Read(ITypeSymbol type, Location location, Compilation compilation, Problems problems, CancellationToken cancellationToken)
    {
        if (type.TypeKind == TypeKind.Error) return null;
        var mark = problems.Mark;
        var types = new TypeReader(compilation, problems, isInput: true, cancellationToken, isForm: true);
        var shape = types.TryRead(type, out var reason);
        if (shape is null) return Refuse(reason);
        var form = new FormModel($"Form_{TypeNames.Key(type)}", TypeNames.Full(type), default, null, null, default, new(types.Enums));
        if (shape.Kind != ShapeKind.Object)
        {
            form = form with { Fields = new([new Argument(ValueName, shape, !shape.IsNullable)]) };
        }
        else
        {
            var read = types.Objects.First(one => one.Key == shape.Key);
            if (read.Derived.Count > 0) return Refuse("it has several kinds, and a form has one; ask for the kind first");
            if (shape.IsNullable) return Refuse("a form that is filled in is never null; take the question mark away");
            form = form with { Fields = new(read.Properties.Select(property => property.Argument)), Description = read.Description, ObjectKey = read.Key, Objects = new(types.Objects) };
        }

        foreach (var field in form.Fields)
        {
            if (field.Schema is null && Obstacle(field) is { } obstacle) return Refuse(form.ObjectKey is null ? obstacle : $"its member '{field.JsonName}' {obstacle}");
        }

        return problems.FirstErrorSince(mark) is null ? form : null;

        FormModel? Refuse(string why)
        {
            problems.Add(Rule.UnsupportedForm, location, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), why);
            return null;
        }
    }

    /// <summary>Whether a value is a choice of several.</summary>
    public static bool IsMultiple(Argument field, EquatableArray<EnumShape> enums) =>
        field.Shape.Kind == ShapeKind.List || (field.Shape.Kind == ShapeKind.Enum && enums.First(one => one.Key == field.Shape.Key).IsFlags);

    private static string? Obstacle(Argument field) => field.Shape.Kind switch
    {
        ShapeKind.String or ShapeKind.Boolean or ShapeKind.Integer or ShapeKind.Number or ShapeKind.Char or ShapeKind.Guid or ShapeKind.Uri or ShapeKind.Enum
            or ShapeKind.DateTime or ShapeKind.DateTimeOffset or ShapeKind.DateOnly or ShapeKind.TimeOnly or ShapeKind.TimeSpan => null,
        ShapeKind.List when field.Shape.Item is { Kind: ShapeKind.Enum, IsNullable: false } => null,
        ShapeKind.List when field.Shape.Item is { Kind: ShapeKind.String, IsNullable: false } && field.Rules is { Allowed.Count: > 0 } => null,
        ShapeKind.List => "is a list, of which a form knows only choices: use a list of an enum, or of strings with [AllowedValues]",
        ShapeKind.Object => "is an object, and a form is flat: take its members up into the form, or ask for them in another one",
        ShapeKind.Dictionary => "is a dictionary, and a form has a fixed set of fields",
        _ => "has a type that no field of a form can hold: use texts, numbers, Booleans, dates or enums",
    };
}
