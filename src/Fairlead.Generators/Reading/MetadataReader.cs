using Fairlead.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Writes a method's attributes as expressions, so that policies and middleware can see them without reflection.</summary>
internal static class MetadataReader
{
    /// <summary>
    /// The attributes of a method and of the class that is registered, those of base classes and of overridden methods first, as
    /// reflection would inherit them: what protects a base class must protect what is derived from it.
    /// </summary>
    public static IEnumerable<string> Read(IMethodSymbol method, INamedTypeSymbol? type, Compilation compilation, Problems problems)
    {
        var all = Inherited(type, current => current.BaseType, method.ContainingType).Concat(Inherited(method, current => current.OverriddenMethod, method));
        foreach (var attribute in all)
        {
            if (attribute.AttributeClass is not { TypeKind: not TypeKind.Error } name || ComponentAttributes.IsUnderstood(name)) continue;
            if (attribute.AttributeConstructor is not { } constructor) continue;
            if (Unreachable(attribute, name, constructor, compilation) is var (symbol, obstacle))
            {
                if (Matters(name, compilation)) problems.Add(Rule.Inaccessible, Location(attribute, method), symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat), obstacle);
            }
            else if (Create(attribute, name) is { } expression)
            {
                yield return expression;
            }
        }
    }

    // One that is left out protects nothing any more: a class that is private here may be meant for the author's middleware. Those
    // that another assembly keeps to itself say something to nobody here, unless they decide on access.
    private static bool Matters(INamedTypeSymbol attribute, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(attribute.ContainingAssembly, compilation.Assembly)
        || attribute.AllInterfaces.Any(one => TypeNames.Plain(one) is "Microsoft.AspNetCore.Authorization.IAuthorizeData" or "Microsoft.AspNetCore.Authorization.IAllowAnonymous");

    private static (ISymbol Symbol, string Obstacle)? Unreachable(AttributeData attribute, INamedTypeSymbol name, IMethodSymbol constructor, Compilation compilation)
    {
        var values = attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(argument => argument.Value)).SelectMany(TypesOf);
        foreach (var symbol in new ISymbol[] { name, constructor }.Concat(values))
        {
            if (GeneratedAccess.Obstacle(symbol, compilation) is { } obstacle) return (symbol, obstacle);
        }

        return null;
    }

    private static IEnumerable<ITypeSymbol> TypesOf(TypedConstant value) => value.Kind switch
    {
        TypedConstantKind.Type when value.Value is INamedTypeSymbol type => [type],
        TypedConstantKind.Enum => [value.Type!],
        TypedConstantKind.Array when !value.IsNull => value.Values.SelectMany(TypesOf),
        _ => [],
    };

    private static Location? Location(AttributeData attribute, IMethodSymbol method) =>
        attribute.ApplicationSyntaxReference is { } reference ? reference.SyntaxTree.GetLocation(reference.Span) : method.Locations.FirstOrDefault();

    private static IEnumerable<AttributeData> Inherited<TSymbol>(TSymbol? symbol, Func<TSymbol, TSymbol?> parentOf, ISymbol? always) where TSymbol : class, ISymbol
    {
        var chain = new Stack<TSymbol>();
        for (var current = symbol; current is not null; current = parentOf(current)) chain.Push(current);
        foreach (var current in chain)
        {
            var isOwn = ReferenceEquals(current, symbol) || SymbolEqualityComparer.Default.Equals(current, always);
            foreach (var attribute in current.GetAttributes())
            {
                if (isOwn || IsInherited(attribute.AttributeClass)) yield return attribute;
            }
        }
    }

    private static bool IsInherited(INamedTypeSymbol? attribute)
    {
        for (var current = attribute; current is not null; current = current.BaseType)
        {
            var usage = current.GetAttributes().FirstOrDefault(one => one.AttributeClass?.ToDisplayString() == "System.AttributeUsageAttribute");
            if (usage is not null) return usage.NamedArguments.FirstOrDefault(argument => argument.Key == nameof(AttributeUsageAttribute.Inherited)).Value.Value is not false;
        }

        return true;
    }

    private static string? Create(AttributeData attribute, INamedTypeSymbol name)
    {
        var arguments = attribute.ConstructorArguments.Select(CodeText.Of).ToList();
        var named = attribute.NamedArguments.Select(argument => (argument.Key, Value: CodeText.Of(argument.Value))).ToList();
        if (arguments.Contains(null) || named.Any(argument => argument.Value is null)) return null;
        var initializer = named.Count == 0 ? "" : $" {{ {string.Join(", ", named.Select(argument => $"{argument.Key} = {argument.Value}"))} }}";
        return $"new {TypeNames.Full(name)}({string.Join(", ", arguments)}){initializer}";
    }
}
