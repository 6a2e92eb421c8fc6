using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Writes a method's attributes as expressions, so that policies and middleware can see them without reflection.</summary>
internal static class MetadataReader
{
    public static IEnumerable<string> Read(IMethodSymbol method, Compilation compilation)
    {
        var all = method.ContainingType is { } type && method.MethodKind == MethodKind.Ordinary ? type.GetAttributes().Concat(method.GetAttributes()) : method.GetAttributes();
        foreach (var attribute in all)
        {
            if (attribute.AttributeClass is not { TypeKind: not TypeKind.Error } name || ComponentAttributes.IsUnderstood(name)) continue;
            if (attribute.AttributeConstructor is not { } constructor) continue;
            if (!compilation.IsSymbolAccessibleWithin(name, compilation.Assembly) || !compilation.IsSymbolAccessibleWithin(constructor, compilation.Assembly)) continue;
            if (Create(attribute, name) is { } expression) yield return expression;
        }
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
