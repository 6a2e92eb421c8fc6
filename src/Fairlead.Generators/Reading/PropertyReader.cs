using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Reads the members of an object.</summary>
internal sealed class PropertyReader(TypeReader types)
{
    private const string Json = "System.Text.Json.Serialization.";

    private readonly RulesReader _rules = new(types.Problems);

    public bool TryRead(INamedTypeSymbol type, IMethodSymbol? constructor, Documentation documentation, out List<PropertyShape> shapes, out string reason)
    {
        shapes = [];
        reason = "";
        var parameters = constructor is null ? [] : constructor.Parameters;
        var byConstructor = new HashSet<IPropertySymbol>(SymbolEqualityComparer.Default);
        foreach (var parameter in parameters)
        {
            var property = ObjectConstructor.PropertyOf(type, parameter)!;
            byConstructor.Add(property);
            if (!TryReadOne(type, property, parameter, documentation, out var shape, out reason)) return false;
            shapes.Add(shape!);
        }

        foreach (var property in All(type))
        {
            if (byConstructor.Contains(property) || IgnoreCondition(property) == "Always") continue;
            if (types.IsInput ? property.SetMethod is null : property.GetMethod is null) continue;
            var accessor = types.IsInput ? property.SetMethod! : property.GetMethod!;
            if (accessor.DeclaredAccessibility != Accessibility.Public && Attributes.Find(property, Json + "JsonIncludeAttribute") is null) continue;
            if (!types.Compilation.IsSymbolAccessibleWithin(accessor, types.Compilation.Assembly)) continue;
            if (!TryReadOne(type, property, null, documentation, out var shape, out reason)) return false;
            shapes.Add(shape!);
        }

        return true;
    }

    /// <summary>The properties of a type and its base types that could have a place in JSON.</summary>
    public static List<IPropertySymbol> All(INamedTypeSymbol type)
    {
        // Base types first, as a reader expects; an override or a member that hides another replaces it.
        var chain = new Stack<INamedTypeSymbol>();
        for (INamedTypeSymbol? current = type; current is not null && current.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); current = current.BaseType) chain.Push(current);
        var found = new List<IPropertySymbol>();
        foreach (var current in chain)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                if (property.IsStatic || property.IsIndexer || property.IsImplicitlyDeclared && property.Name == "EqualityContract") continue;
                if (property.DeclaredAccessibility != Accessibility.Public && Attributes.Find(property, Json + "JsonIncludeAttribute") is null) continue;
                var hidden = found.FindIndex(other => other.Name == property.Name);
                if (hidden >= 0) found[hidden] = property;
                else found.Add(property);
            }
        }

        if (type.TypeKind == TypeKind.Interface)
        {
            foreach (var property in type.AllInterfaces.SelectMany(one => one.GetMembers().OfType<IPropertySymbol>()))
            {
                if (found.All(other => other.Name != property.Name)) found.Add(property);
            }
        }

        return found;
    }

    private bool TryReadOne(
        INamedTypeSymbol type, IPropertySymbol property, IParameterSymbol? parameter, Documentation documentation, out PropertyShape? shape, out string reason)
    {
        shape = null;
        var value = ReadType(property, out reason);
        if (value is null)
        {
            reason = $"its member '{type.Name}.{property.Name}' cannot be {(types.IsInput ? "read" : "written")}: {reason}";
            return false;
        }

        var location = property.Locations.FirstOrDefault();
        if (value.Kind == ShapeKind.Any && !types.IsInput)
        {
            types.Problems.Add(Rule.NoContract, location, $"{type.Name}.{property.Name}", "only texts, numbers, Booleans, JSON and collections of them can be written; declare the type");
        }

        var setting = Setting(property, parameter);
        var initializer = types.IsForm && parameter is null ? PropertyInitializer.Find(property) : null;
        var isRequired = !types.IsInput ? IgnoreCondition(property) is null or "Never"
            : IsRequired(property, parameter, value) || (initializer is { Value: null } && !value.IsNullable);
        var argument = new Argument(
            Name(property),
            value,
            isRequired,
            parameter is { HasExplicitDefaultValue: true } ? CodeText.Of(parameter.ExplicitDefaultValue, parameter.Type) : null,
            DefaultValue.Json(property, parameter, value) ?? initializer?.Json(types.Compilation, value, types.CancellationToken),
            Attributes.Description(property) ?? (parameter is null ? null : Attributes.Description(parameter))
                ?? Documentation.Of(property, types.CancellationToken).Summary ?? documentation.Parameter(property.Name),
            Attributes.DisplayName(property),
            types.IsInput ? _rules.Read(property, value, location) ?? (parameter is null ? null : _rules.Read(parameter, value, location)) : null,
            HeaderReader.Read(property, value, location, types.Problems),
            Attributes.FindByName(property, "SensitiveAttribute") is not null,
            SettingsReader.ReadSchema(property, types.Problems) ?? (parameter is null ? null : SettingsReader.ReadSchema(parameter, types.Problems)));
        shape = new(property.Name, argument, setting, property.GetMethod is not null, LeftOutWhen(property));
        return true;
    }

    private Shape? ReadType(IPropertySymbol property, out string reason)
    {
        reason = "";
        if (ConverterReader.Find(property, property.Type) is { } converter)
        {
            var isNullable = property.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };
            var inner = isNullable ? ((INamedTypeSymbol)property.Type).TypeArguments[0] : property.Type;
            return new(ShapeKind.Converted, TypeNames.Full(inner.WithNullableAnnotation(NullableAnnotation.None)),
                isNullable || property.NullableAnnotation == NullableAnnotation.Annotated, inner.IsValueType, Key: converter);
        }

        return types.TryRead(property.Type, out reason);
    }

    private static PropertySetting Setting(IPropertySymbol property, IParameterSymbol? parameter) =>
        parameter is not null ? PropertySetting.Constructor
        : property.IsRequired ? PropertySetting.Required
        : property.SetMethod is null ? PropertySetting.None
        : property.SetMethod.IsInitOnly ? PropertySetting.Init
        : PropertySetting.Set;

    private static bool IsRequired(IPropertySymbol property, IParameterSymbol? parameter, Shape shape)
    {
        if (property.IsRequired || Attributes.Find(property, Json + "JsonRequiredAttribute") is not null) return true;
        if (Attributes.Find(property, "System.ComponentModel.DataAnnotations.RequiredAttribute") is not null) return true;
        return parameter is { HasExplicitDefaultValue: false } && !shape.IsNullable;
    }

    private static string Name(IPropertySymbol property) =>
        Attributes.Find(property, Json + "JsonPropertyNameAttribute") is { } name && Attributes.FirstString(name) is { } given ? given : WireName.OfProperty(property.Name);

    private static LeftOut LeftOutWhen(IPropertySymbol property) => IgnoreCondition(property) switch
    {
        "WhenWritingNull" => LeftOut.WhenNull,
        "WhenWritingDefault" => LeftOut.WhenDefault,
        _ => LeftOut.Never,
    };

    private static string? IgnoreCondition(IPropertySymbol property)
    {
        if (Attributes.Find(property, Json + "JsonIgnoreAttribute") is not { } attribute) return null;
        var condition = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Condition").Value;
        return condition.Value switch
        {
            0 => "Never",
            2 => "WhenWritingDefault",
            3 => "WhenWritingNull",
            _ => "Always",
        };
    }
}
