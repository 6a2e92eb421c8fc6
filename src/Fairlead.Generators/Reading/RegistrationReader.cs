using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fairlead.Generators.Reading;

/// <summary>Finds the types that a project registers as services, so that a parameter of such a type is no argument.</summary>
internal static class RegistrationReader
{
    public static bool MayBeRegistration(SyntaxNode node) => node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: { } name } } && IsName(name.Identifier.ValueText);

    public static IEnumerable<string> Read(InvocationExpressionSyntax syntax, SemanticModel semantics, CancellationToken cancellationToken)
    {
        if (semantics.GetSymbolInfo(syntax, cancellationToken).Symbol is not IMethodSymbol method || !IsRegistration(method)) yield break;
        foreach (var type in method.TypeArguments.OfType<INamedTypeSymbol>()) yield return TypeNames.Full(type.WithNullableAnnotation(NullableAnnotation.None));
        foreach (var argument in syntax.ArgumentList.Arguments)
        {
            if (argument.Expression is TypeOfExpressionSyntax typeOf && semantics.GetTypeInfo(typeOf.Type, cancellationToken).Type is INamedTypeSymbol type) yield return TypeNames.Full(type);
        }
    }

    private static bool IsName(string name)
    {
        if (name == "Lifespan") return true;
        if (name.StartsWith("TryAdd", StringComparison.Ordinal)) name = name.Substring("Try".Length);
        return name.StartsWith("AddSingleton", StringComparison.Ordinal) || name.StartsWith("AddScoped", StringComparison.Ordinal)
            || name.StartsWith("AddTransient", StringComparison.Ordinal) || name.StartsWith("AddKeyed", StringComparison.Ordinal)
            || name.StartsWith("AddDbContext", StringComparison.Ordinal) || name.StartsWith("AddPooledDbContext", StringComparison.Ordinal)
            || name is "AddHostedService" or "AddHttpClient" or "AddActivatedSingleton";
    }

    private static bool IsRegistration(IMethodSymbol method) =>
        method.Name == "Lifespan"
            ? method.ContainingNamespace?.ToDisplayString() == "Fairlead"
            : method.IsExtensionMethod && method.ReducedFrom is { } original && original.Parameters[0].Type.Name == "IServiceCollection";
}
