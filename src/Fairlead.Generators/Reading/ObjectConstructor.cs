using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Chooses the constructor by which JSON becomes an object, as System.Text.Json does.</summary>
internal static class ObjectConstructor
{
    /// <summary>The constructor, or <see langword="null"/> where none will do. A struct may do without.</summary>
    public static IMethodSymbol? Find(INamedTypeSymbol type, Compilation compilation)
    {
        var accessible = type.InstanceConstructors.Where(constructor => compilation.IsSymbolAccessibleWithin(constructor, compilation.Assembly)).ToList();
        var marked = accessible.FirstOrDefault(constructor => Attributes.Find(constructor, "System.Text.Json.Serialization.JsonConstructorAttribute") is not null);
        if (marked is not null) return Matches(type, marked) ? marked : null;
        var open = accessible.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public).ToList();
        var rest = open.Where(constructor => constructor.Parameters.Length > 0 && !IsCopy(type, constructor)).ToList();

        // Every struct can be made of nothing, but one that declares a constructor means it to be used.
        var isMeant = !type.IsValueType || rest.Count != 1 || !Matches(type, rest[0]);
        if (isMeant && open.FirstOrDefault(constructor => constructor.Parameters.Length == 0) is { } empty) return empty;
        return rest.Count == 1 && Matches(type, rest[0]) ? rest[0] : null;
    }

    /// <summary>The property that a constructor's parameter sets.</summary>
    public static IPropertySymbol? PropertyOf(INamedTypeSymbol type, IParameterSymbol parameter)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            var property = current.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(candidate =>
                !candidate.IsStatic && candidate.DeclaredAccessibility == Accessibility.Public
                && string.Equals(candidate.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            if (property is not null) return property;
        }

        return null;
    }

    private static bool Matches(INamedTypeSymbol type, IMethodSymbol constructor) =>
        constructor.Parameters.All(parameter => parameter.RefKind == RefKind.None && PropertyOf(type, parameter) is { } property
            && SymbolEqualityComparer.Default.Equals(property.Type, parameter.Type));

    private static bool IsCopy(INamedTypeSymbol type, IMethodSymbol constructor) =>
        constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);
}
