using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Writes a method's attributes as expressions, so that policies and middleware can see them without reflection.</summary>
internal static class MetadataReader
{
    /// <summary>The attributes of a method that is registered by itself.</summary>
    public static IEnumerable<string> Read(IMethodSymbol method, Compilation compilation) =>
        Read(method, method.MethodKind == MethodKind.Ordinary ? method.ContainingType : null, compilation);

    /// <summary>
    /// The attributes of a method and of the class that is registered, those of base classes and of overridden methods first, as
    /// reflection would inherit them: what protects a base class must protect what is derived from it.
    /// </summary>
    public static IEnumerable<string> Read(IMethodSymbol method, INamedTypeSymbol? type, Compilation compilation)
    {
        var all = Inherited(type, current => current.BaseType, method.ContainingType).Concat(Inherited(method, current => current.OverriddenMethod, method));
        foreach (var attribute in all)
        {
            if (attribute.AttributeClass is not { TypeKind: not TypeKind.Error } name || ComponentAttributes.IsUnderstood(name)) continue;
            if (attribute.AttributeConstructor is not { } constructor) continue;
            if (!compilation.IsSymbolAccessibleWithin(name, compilation.Assembly) || !compilation.IsSymbolAccessibleWithin(constructor, compilation.Assembly)) continue;
            if (Create(attribute, name) is { } expression) yield return expression;
        }
    }

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
