using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Reads a class with components.</summary>
internal static class ClassReader
{
    /// <summary>Whether a class declares components itself, so that its own syntax leads to it.</summary>
    public static bool DeclaresComponents(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().Any(method => ComponentAttributes.Of(method).Any());

    public static ClassModel Read(INamedTypeSymbol type, Compilation compilation, Problems problems, CancellationToken cancellationToken)
    {
        var methods = Methods(type);
        var mark = problems.Mark;
        var instance = methods.Any(method => !method.IsStatic) ? ReadInstance(type, compilation, problems, cancellationToken) : null;
        var error = problems.FirstErrorSince(mark);
        var reader = new ComponentReader(compilation, problems, cancellationToken);
        var components = new List<ComponentModel>();
        foreach (var method in methods)
        {
            foreach (var (attribute, kind) in ComponentAttributes.Of(method))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var component = reader.ReadAttributed(method, type, attribute, kind, instance, $"{TypeNames.Identifier(method.Name)}_{components.Count}");
                components.Add(component.Instance is null ? component : component with { Error = component.Error ?? error });
            }
        }

        ReportDuplicates(type, methods, components, problems);
        return new(TypeNames.Key(type), TypeNames.Full(type), new(components));
    }

    private static List<IMethodSymbol> Methods(INamedTypeSymbol type)
    {
        var methods = new List<IMethodSymbol>();
        for (var current = type; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
        {
            foreach (var method in current.GetMembers().OfType<IMethodSymbol>())
            {
                if (method.MethodKind != MethodKind.Ordinary || !ComponentAttributes.Of(method).Any()) continue;
                var isReplaced = methods.Any(other => other.Name == method.Name && Overrides(other, method));
                if (!isReplaced) methods.Add(method);
            }
        }

        return methods;
    }

    private static bool Overrides(IMethodSymbol method, IMethodSymbol origin)
    {
        for (var current = method.OverriddenMethod; current is not null; current = current.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, origin.OriginalDefinition)) return true;
        }

        return false;
    }

    private static InstanceModel ReadInstance(INamedTypeSymbol type, Compilation compilation, Problems problems, CancellationToken cancellationToken)
    {
        var location = type.Locations.FirstOrDefault(one => one.IsInSource);
        if (GeneratedAccess.Obstacle(type, compilation) is { } obstacle) problems.Add(Rule.Inaccessible, location, type.Name, obstacle);
        if (type.IsAbstract) problems.Add(Rule.CannotConstruct, location, type.Name, "it is abstract; put the attributes on a concrete class");
        var constructor = Constructor(type, compilation);
        var reader = new ParameterReader(new TypeReader(compilation, problems, isInput: true, cancellationToken));
        if (constructor is null && !type.IsAbstract)
        {
            problems.Add(Rule.CannotConstruct, location, type.Name, "it has no constructor that generated code can use; make one internal or public");
        }

        return new(
            TypeNames.Full(type),
            constructor is not null && !HasRequiredMembers(type),
            new(constructor is null ? [] : constructor.Parameters.Select(reader.ReadInjected)),
            HasRequiredMembers(type),
            Implements(type, "System.IDisposable"),
            Implements(type, "System.IAsyncDisposable"));
    }

    private static IMethodSymbol? Constructor(INamedTypeSymbol type, Compilation compilation)
    {
        var accessible = type.InstanceConstructors.Where(constructor => compilation.IsSymbolAccessibleWithin(constructor, compilation.Assembly)).ToList();
        return accessible.FirstOrDefault(constructor => Attributes.FindByName(constructor, "ActivatorUtilitiesConstructorAttribute") is not null)
            ?? accessible.OrderByDescending(constructor => constructor.DeclaredAccessibility == Accessibility.Public).ThenByDescending(constructor => constructor.Parameters.Length).FirstOrDefault();
    }

    private static bool HasRequiredMembers(INamedTypeSymbol type) =>
        type.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });

    private static bool Implements(INamedTypeSymbol type, string name) => type.AllInterfaces.Any(one => TypeNames.Plain(one) == name);

    private static void ReportDuplicates(INamedTypeSymbol type, List<IMethodSymbol> methods, List<ComponentModel> components, Problems problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var component in components)
        {
            var identity = component.Kind is ComponentModelKind.Tool or ComponentModelKind.Prompt ? component.Name : component.Uri;
            if (seen.Add($"{component.Kind} {identity} {component.Version}")) continue;
            var name = component.Target!.Substring(component.Target.LastIndexOf('@') + 1);
            var location = methods.Last(method => method.Name == name).Locations.FirstOrDefault();
            problems.Add(Rule.DuplicateName, location ?? type.Locations.FirstOrDefault(), identity!, ComponentReader.Noun(component.Kind));
        }
    }
}
