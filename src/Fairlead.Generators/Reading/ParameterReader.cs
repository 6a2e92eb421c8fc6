using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Decides where a parameter's value comes from.</summary>
internal sealed class ParameterReader(TypeReader types)
{
    private readonly RulesReader _rules = new(types.Problems);

    /// <summary>Reads a parameter of a component's method.</summary>
    public ParameterModel Read(IParameterSymbol parameter, Documentation documentation)
    {
        var location = parameter.Locations.FirstOrDefault();
        var basic = Basic(parameter);
        if (parameter.RefKind is not RefKind.None)
        {
            types.Problems.Add(Rule.ByReference, location, parameter.Name);
            return basic;
        }

        var mark = types.Problems.Mark;
        if (Attributes.Find(parameter, "Fairlead.McpArgumentAttribute") is { } forced) return Argument(basic, parameter, documentation, forced);
        if (Attributes.Find(parameter, "Fairlead.McpArgumentsAttribute") is not null)
        {
            var all = Argument(basic, parameter, documentation, null);
            return all with { TakesAll = all.Argument is not null };
        }

        if (InjectedParameter.Find(basic, parameter, types, out var injected)) return Accessible(injected!, parameter);
        if (IsServiceByNature(parameter.Type)) return Accessible(basic with { Kind = ParameterKind.Service }, parameter);

        var argument = Argument(basic, parameter, documentation, null);
        if (parameter.Type is not INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } named) return argument;
        if (argument.Argument is null && IsServiceByMaking(named)) return Forget(mark, basic with { Kind = ParameterKind.Service });
        if (argument.Argument is { Shape.Kind: not ShapeKind.Object }) return argument;
        types.Problems.UnlessService(mark, TypeNames.Full(named.WithNullableAnnotation(NullableAnnotation.None)));
        return argument with { Kind = ParameterKind.ArgumentUnlessService };
    }

    /// <summary>Reads a parameter of a constructor, for which the services are the source of everything.</summary>
    public ParameterModel ReadInjected(IParameterSymbol parameter)
    {
        var basic = Basic(parameter);
        return InjectedParameter.Find(basic, parameter, types, out var injected) ? injected! : basic with { Kind = ParameterKind.Service };
    }

    private static ParameterModel Basic(IParameterSymbol parameter) => new(
        parameter.Name,
        TypeNames.Full(parameter.Type.WithNullableAnnotation(NullableAnnotation.None)),
        ParameterKind.Argument,
        IsOptional: parameter.HasExplicitDefaultValue || parameter.NullableAnnotation == NullableAnnotation.Annotated,
        DefaultCode: parameter.HasExplicitDefaultValue ? CodeText.Of(parameter.ExplicitDefaultValue, parameter.Type) : null,
        IsParams: parameter.IsParams,
        AllowsTraversal: Attributes.Find(parameter, "Fairlead.AllowPathTraversalAttribute") is not null);

    // Generated code casts the service to its type, which must be one that it may name.
    private ParameterModel Accessible(ParameterModel model, IParameterSymbol parameter)
    {
        if (GeneratedAccess.Obstacle(parameter.Type, types.Compilation) is { } obstacle)
        {
            types.Problems.Add(Rule.Inaccessible, parameter.Locations.FirstOrDefault(), parameter.Type.Name, obstacle);
        }

        return model;
    }

    private ParameterModel Forget(int mark, ParameterModel model)
    {
        types.Problems.UnlessService(mark, "");
        return model;
    }

    private ParameterModel Argument(ParameterModel basic, IParameterSymbol parameter, Documentation documentation, AttributeData? attribute)
    {
        var location = parameter.Locations.FirstOrDefault();
        var mark = types.Problems.Mark;
        var shape = types.TryRead(parameter.Type, out var reason);
        if (shape?.Kind == ShapeKind.Any)
        {
            reason = "object says nothing about what to give; declare the type, or JsonElement for any JSON";
            shape = null;
        }

        if (shape is null)
        {
            if (parameter.Type.TypeKind != TypeKind.Error) types.Problems.Add(Rule.UnsupportedParameter, location, parameter.Name, reason);
            return basic with { Error = types.Problems.FirstErrorSince(mark) ?? reason };
        }

        // The wire name lives in an attribute that lambdas can carry too.
        var name = attribute is not null && Attributes.FirstString(attribute) is { Length: > 0 } given ? given : parameter.Name;
        var title = attribute is null ? null : Attributes.Named<string>(attribute, "Title");
        return basic with
        {
            Argument = new(
                name,
                shape,
                !parameter.HasExplicitDefaultValue && !shape.IsNullable && !parameter.IsParams,
                basic.DefaultCode ?? (parameter.IsParams ? "[]" : null),
                DefaultValue.Json(parameter, parameter, shape),
                Attributes.Description(parameter) ?? documentation.Parameter(parameter.Name),
                title ?? Attributes.DisplayName(parameter),
                _rules.Read(parameter, shape, location),
                HeaderReader.Read(parameter, shape, location, types.Problems),
                Attributes.FindByName(parameter, "SensitiveAttribute") is not null,
                SettingsReader.ReadSchema(parameter, types.Problems)),
            Error = types.Problems.FirstErrorSince(mark),
        };
    }

    // Nobody can send an instance of what is abstract, unless it says how its kinds look in JSON.
    private bool IsServiceByNature(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol named || ObjectReader.IsPolymorphic(type)) return false;
        if (type.TypeKind == TypeKind.Delegate) return true;
        if (type.TypeKind != TypeKind.Interface && !(type.TypeKind == TypeKind.Class && type.IsAbstract)) return false;
        if (ConverterReader.Find(type, type) is not null || ScalarShapes.Find(type) != ShapeKind.Unsupported) return false;
        return !CollectionReader.TryRead(types, named, TypeNames.Full(type), out _, out var reason) && reason.Length == 0;
    }

    private bool IsServiceByMaking(INamedTypeSymbol type) =>
        !type.IsTupleType && !type.IsAnonymousType && types.Compilation.IsSymbolAccessibleWithin(type, types.Compilation.Assembly)
        && !CollectionReader.TryRead(types, type, TypeNames.Full(type), out _, out var reason) && reason.Length == 0
        && (ObjectConstructor.Find(type, types.Compilation) is not { } constructor || !HasMembers(type, constructor));

    private static bool HasMembers(INamedTypeSymbol type, IMethodSymbol constructor) =>
        constructor.Parameters.Length > 0
        || type.GetMembers().OfType<IPropertySymbol>().Any(property => property is { IsStatic: false, SetMethod.DeclaredAccessibility: Accessibility.Public })
        || (type.BaseType is { SpecialType: not SpecialType.System_Object } parent && HasMembers(parent, constructor));
}
