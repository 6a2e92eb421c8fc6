using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fairlead.Generators.Flow;

/// <summary>
/// Which variables, parameters and results within one type carry text that a caller wrote. Order and branches are not looked at: what
/// once held such a text holds it for good, so that a checked text needs a variable of its own.
/// </summary>
internal sealed class ArgumentFlow(IReadOnlyList<IOperation> operations)
{
    // What carries a text, and the argument that the text came from.
    private readonly Dictionary<ISymbol, IParameterSymbol> _origins = new(SymbolEqualityComparer.Default);

    /// <summary>Says that a parameter is filled by callers, and follows what it fills in turn.</summary>
    public void Follow(IEnumerable<IParameterSymbol> arguments, CancellationToken cancellationToken)
    {
        foreach (var argument in arguments) _origins[argument] = argument;
        for (var known = 0; known != _origins.Count;)
        {
            known = _origins.Count;
            foreach (var operation in operations)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Pass(operation);
            }
        }
    }

    /// <summary>The argument that is a part of a value, or the whole; <see langword="null"/> where no caller's text is in it.</summary>
    public IParameterSymbol? OriginOf(IOperation? value)
    {
        if (value is null || value.ConstantValue.HasValue || PlainValue.Is(value.Type)) return null;
        return value switch
        {
            IParameterReferenceOperation parameter => Origin(parameter.Parameter),
            ILocalReferenceOperation local => Origin(local.Local),
            IFieldReferenceOperation field => Origin(field.Field) ?? OriginOf(field.Instance),
            IPropertyReferenceOperation property => OriginOf(property.Instance),
            IArrayElementReferenceOperation element => OriginOf(element.ArrayReference),
            IInvocationOperation call => OfCall(call),
            IConditionalAccessOperation access => OriginOf(access.WhenNotNull) ?? OriginOf(access.Operation),
            IConditionalOperation choice => OriginOf(choice.WhenTrue) ?? OriginOf(choice.WhenFalse),
            ISwitchExpressionOperation choice => choice.Arms.Select(arm => OriginOf(arm.Value)).FirstOrDefault(origin => origin is not null),
            IObjectCreationOperation creation when TextMethods.PassOn(creation.Type) => OfAny(creation.Arguments.Select(argument => argument.Value)),
            IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation append } => OfAny(append.Arguments.Select(argument => argument.Value)),
            IInterpolatedStringOperation or IInterpolatedStringTextOperation or IInterpolationOperation or IInterpolatedStringHandlerCreationOperation
                or IInterpolatedStringAdditionOperation or IBinaryOperation or ICoalesceOperation or IConversionOperation
                or IParenthesizedOperation or IAwaitOperation or IArrayCreationOperation or IArrayInitializerOperation or ICollectionExpressionOperation
                or ISpreadOperation or ITupleOperation or IAssignmentOperation => OfAny(value.ChildOperations),
            _ => null,
        };
    }

    private void Pass(IOperation operation)
    {
        switch (operation)
        {
            case IAssignmentOperation { Target: ITupleOperation or IDeclarationExpressionOperation } assignment:
                foreach (var local in assignment.Target.DescendantsAndSelf().OfType<ILocalReferenceOperation>()) Mark(local.Local, assignment.Value);
                break;
            case IAssignmentOperation assignment:
                Mark(Variable(assignment.Target), assignment.Value);
                break;
            case IVariableDeclaratorOperation declarator:
                Mark(declarator.Symbol, declarator.GetVariableInitializer()?.Value);
                break;
            case IForEachLoopOperation loop:
                foreach (var local in loop.Locals) Mark(local, loop.Collection);
                break;
            case IIsPatternOperation match:
                foreach (var pattern in match.Pattern.DescendantsAndSelf())
                {
                    Mark((pattern as IDeclarationPatternOperation)?.DeclaredSymbol ?? (pattern as IRecursivePatternOperation)?.DeclaredSymbol, match.Value);
                }

                break;
            case IReturnOperation returned:
                Mark(Method(returned), returned.ReturnedValue);
                break;
            case IInvocationOperation call:
                PassToMethod(call);
                break;
        }
    }

    private void PassToMethod(IInvocationOperation call)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (TextMethods.IsOfFramework(method))
        {
            // What is appended or added stays in the builder or the list.
            if (TextMethods.Keeps(method) && OfAny(call.Arguments.Select(argument => argument.Value)) is { } origin) Mark(Variable(Root(call)), origin);
            if (OfSource(call) is { } items)
            {
                foreach (var lambda in Lambdas(call)) lambda.Parameters.Take(1).ToList().ForEach(parameter => Mark(parameter, items));
            }
        }
        else
        {
            foreach (var argument in call.Arguments) Mark(argument.Parameter?.OriginalDefinition, argument.Value);
        }
    }

    private IParameterSymbol? OfCall(IInvocationOperation call)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (!TextMethods.IsOfFramework(method)) return Origin(method) ?? OriginOf(call.Instance);

        // Of a projection only what its lambda makes of the items counts: placeholders made from a list of values hold none of them.
        if (TextMethods.IsProjection(method) && Lambdas(call).ToList() is { Count: > 0 } lambdas) return lambdas.Select(Origin).FirstOrDefault(origin => origin is not null);
        return OriginOf(call.Instance) ?? (TextMethods.PassOn(method.ContainingType) ? OfAny(call.Arguments.Select(argument => argument.Value)) : OfSource(call));
    }

    // The sequence that an operator of LINQ works on.
    private IParameterSymbol? OfSource(IInvocationOperation call) =>
        TextMethods.IsOperator(call.TargetMethod) && call.Arguments.Length > 0 ? OriginOf(call.Arguments[0].Value) : null;

    private static IEnumerable<IMethodSymbol> Lambdas(IInvocationOperation call) =>
        call.Arguments.Select(argument => argument.Value).OfType<IDelegateCreationOperation>().Select(creation => creation.Target switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            IMethodReferenceOperation reference => reference.Method.OriginalDefinition,
            _ => null!,
        }).Where(method => method is not null);

    private static ISymbol? Variable(IOperation? target) => target switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    private static IOperation? Root(IInvocationOperation call)
    {
        var root = call.Instance;
        while (root is IInvocationOperation inner) root = inner.Instance;
        return root;
    }

    private static IMethodSymbol? Method(IReturnOperation returned)
    {
        for (var parent = returned.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation lambda) return lambda.Symbol;
            if (parent is ILocalFunctionOperation function) return function.Symbol;
        }

        return returned.SemanticModel?.GetEnclosingSymbol(returned.Syntax.SpanStart) as IMethodSymbol;
    }

    private IParameterSymbol? Origin(ISymbol symbol) => _origins.TryGetValue(symbol, out var origin) ? origin : null;

    private IParameterSymbol? OfAny(IEnumerable<IOperation> values) => values.Select(OriginOf).FirstOrDefault(origin => origin is not null);

    private void Mark(ISymbol? symbol, IOperation? value)
    {
        if (symbol is not null && !_origins.ContainsKey(symbol) && OriginOf(value) is { } origin) _origins[symbol] = origin;
    }

    private void Mark(ISymbol? symbol, IParameterSymbol origin)
    {
        if (symbol is not null && !_origins.ContainsKey(symbol)) _origins[symbol] = origin;
    }
}
