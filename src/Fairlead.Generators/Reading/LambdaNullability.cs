using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fairlead.Generators.Reading;

/// <summary>Whether a lambda may return null: its return type is inferred, and inference does not record that.</summary>
internal static class LambdaNullability
{
    public static bool MayBeNull(IOperation? operation, SemanticModel semantics, CancellationToken cancellationToken)
    {
        while (operation is IConversionOperation conversion) operation = conversion.Operand;
        if (operation is IDelegateCreationOperation creation) operation = creation.Target;
        if (operation is not IAnonymousFunctionOperation { Syntax: AnonymousFunctionExpressionSyntax lambda }) return false;
        if (lambda is ParenthesizedLambdaExpressionSyntax { ReturnType: not null }) return false;
        return Results(lambda).Any(result => MayBeNull(semantics.GetTypeInfo(result, cancellationToken), isAsync: lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword)));
    }

    private static IEnumerable<ExpressionSyntax> Results(AnonymousFunctionExpressionSyntax lambda) =>
        lambda.ExpressionBody is { } body
            ? [body]
            : lambda.Block!.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .OfType<ReturnStatementSyntax>().Where(static statement => statement.Expression is not null).Select(static statement => statement.Expression!);

    private static bool MayBeNull(TypeInfo result, bool isAsync)
    {
        var isTask = !isAsync && result.Type is INamedTypeSymbol { TypeArguments.Length: 1 } task && (TypeNames.Plain(task) is "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask");
        return isTask
            ? ((INamedTypeSymbol)result.Type!).TypeArguments[0].NullableAnnotation == NullableAnnotation.Annotated
            : result.Nullability.FlowState == NullableFlowState.MaybeNull;
    }
}
