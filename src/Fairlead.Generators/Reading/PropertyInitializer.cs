using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fairlead.Generators.Reading;

/// <summary>What a property holds unless something else is set, as its declaration says it.</summary>
/// <param name="value">The expression; <see langword="null"/> where the declaration has none.</param>
internal sealed class PropertyInitializer(ExpressionSyntax? value)
{
    public ExpressionSyntax? Value => value;

    /// <summary>The initializer of a property of the project; <see langword="null"/> where the declaration cannot be seen.</summary>
    public static PropertyInitializer? Find(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is PropertyDeclarationSyntax declaration ? new(declaration.Initializer?.Value) : null;

    /// <summary>The value as JSON, where it is constant.</summary>
    public string? Json(Compilation compilation, Shape shape, CancellationToken cancellationToken)
    {
        if (value is null) return null;
        var semantics = compilation.GetSemanticModel(value.SyntaxTree);
        if (shape.Kind != ShapeKind.List) return One(value, shape, semantics, cancellationToken);
        if (Items(value) is not { } items) return null;
        var all = items.Select(item => One(item, shape.Item!, semantics, cancellationToken)).ToList();
        return all.Contains(null) ? null : $"[{string.Join(",", all)}]";
    }

    private static string? One(ExpressionSyntax expression, Shape shape, SemanticModel semantics, CancellationToken cancellationToken) =>
        semantics.GetConstantValue(expression, cancellationToken) is { HasValue: true, Value: { } constant } && semantics.GetTypeInfo(expression, cancellationToken).Type is { } type
            ? DefaultValue.Json(constant, type, shape)
            : null;

    private static IEnumerable<ExpressionSyntax>? Items(ExpressionSyntax value) => value switch
    {
        CollectionExpressionSyntax collection when collection.Elements.All(element => element is ExpressionElementSyntax) =>
            collection.Elements.Select(element => ((ExpressionElementSyntax)element).Expression),
        ArrayCreationExpressionSyntax array => array.Initializer?.Expressions,
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
        BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 } } creation => creation.Initializer?.Expressions ?? [],
        _ => null,
    };
}
