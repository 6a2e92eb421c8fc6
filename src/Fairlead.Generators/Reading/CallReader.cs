using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fairlead.Generators.Reading;

/// <summary>Reads the calls that generated code replaces: <c>app.Tool(…)</c>, <c>app.Add&lt;T&gt;()</c>, <c>mcp.ElicitAsync&lt;T&gt;(…)</c> and so on.</summary>
internal static class CallReader
{
    private const string Builder = "Fairlead.McpServerBuilder";
    private const string Context = "Fairlead.McpContext";

    /// <summary>Whether a call could be one, by its syntax alone.</summary>
    public static bool MayBeCall(SyntaxNode node) => node is InvocationExpressionSyntax invocation && invocation.Expression switch
    {
        MemberAccessExpressionSyntax member => IsName(member.Name, invocation),
        MemberBindingExpressionSyntax member => IsName(member.Name, invocation),
        SimpleNameSyntax name => IsName(name, invocation),
        _ => false,
    };

    /// <summary>The lambda or method that <c>app.Tool(…)</c> and its like are given; <see langword="null"/> where a call is none of them.</summary>
    public static IMethodSymbol? HandlerOf(IInvocationOperation operation) =>
        TypeNames.Plain(operation.TargetMethod.ContainingType) == Builder ? Handler(Argument(operation, "handler"), out _) : null;

    public static CallModel? Read(InvocationExpressionSyntax syntax, SemanticModel semantics, Problems problems, CancellationToken cancellationToken)
    {
        if (semantics.GetOperation(syntax, cancellationToken) is not IInvocationOperation operation) return null;
        var method = operation.TargetMethod;
        if (TypeNames.Plain(method.ContainingType) != (method.Name is "ElicitAsync" or "OnceAsync" ? Context : Builder)) return null;
        if (semantics.GetInterceptableLocation(syntax, cancellationToken) is not { } location) return null;

        var call = new CallModel("", location.Version, location.Data, location.GetDisplayLocation(), TypeNames.Full(method.ContainingType), method.Name, null, null, null, null);
        call = method.Name switch
        {
            "AddFromAssembly" => call,
            "ElicitAsync" => ReadForm(call, operation, semantics, problems, cancellationToken),
            "OnceAsync" => ReadOnce(call, operation, semantics, problems, cancellationToken),
            "Add" => ReadAdd(call, operation, semantics, problems, cancellationToken),
            _ => ReadHandler(call, operation, semantics, problems, cancellationToken),
        } ?? call with { Method = "" };
        return call.Method.Length == 0 ? null : call with { Id = $"{call.Method}_{TypeNames.Hash(call.Location)}" };
    }

    private static bool IsName(SimpleNameSyntax name, InvocationExpressionSyntax invocation) => name.Identifier.ValueText switch
    {
        "Tool" or "Resource" or "Prompt" => invocation.ArgumentList.Arguments.Count >= 2,
        "Add" => name is GenericNameSyntax && invocation.ArgumentList.Arguments.Count == 0,
        "ElicitAsync" => name is GenericNameSyntax && invocation.ArgumentList.Arguments.Count > 0,
        "OnceAsync" => invocation.ArgumentList.Arguments.Count >= 2,
        "AddFromAssembly" => invocation.ArgumentList.Arguments.Count == 0,
        _ => false,
    };

    private static CallModel? ReadAdd(CallModel call, IInvocationOperation operation, SemanticModel semantics, Problems problems, CancellationToken cancellationToken)
    {
        if (operation.TargetMethod.TypeArguments is not [INamedTypeSymbol type] || type.TypeKind == TypeKind.Error)
        {
            if (operation.TargetMethod.TypeArguments is [ITypeParameterSymbol parameter]) problems.Add(Rule.InvisibleClass, operation.Syntax.GetLocation(), parameter.Name);
            return null;
        }

        var isFoundBySyntax = SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, semantics.Compilation.Assembly) && ClassFinder.IsCandidate(type);
        return call with
        {
            ClassKey = TypeNames.Key(type),
            Class = isFoundBySyntax ? null : ClassReader.Read(type, semantics.Compilation, problems, cancellationToken),
        };
    }

    // With a form that the author made, there is nothing to replace.
    private static CallModel? ReadForm(CallModel call, IInvocationOperation operation, SemanticModel semantics, Problems problems, CancellationToken cancellationToken) =>
        operation.TargetMethod is { TypeArguments: [var type], Parameters: [{ Type.SpecialType: SpecialType.System_String }, ..] }
        && FormReader.Read(type, operation.Syntax.GetLocation(), semantics.Compilation, problems, cancellationToken) is { } form
            ? call with { Form = form }
            : null;

    // With a contract of the author, there is nothing to replace.
    private static CallModel? ReadOnce(CallModel call, IInvocationOperation operation, SemanticModel semantics, Problems problems, CancellationToken cancellationToken) =>
        operation.TargetMethod is { TypeArguments: [var type], Parameters.Length: 3 }
        && OnceReader.Read(type, operation.Syntax.GetLocation(), semantics.Compilation, problems, cancellationToken) is { } once
            ? call with { Once = once }
            : null;

    private static CallModel? ReadHandler(CallModel call, IInvocationOperation operation, SemanticModel semantics, Problems problems, CancellationToken cancellationToken)
    {
        var handler = Argument(operation, "handler");
        var method = Handler(handler, out var handlerType);
        var location = operation.Syntax.GetLocation();
        if (method is null)
        {
            if (handler is not null) problems.Add(Rule.InvisibleHandler, handler.Syntax.GetLocation(), $"{call.Method}(…)");
            return null;
        }

        var kind = call.Method switch
        {
            "Tool" => ComponentModelKind.Tool,
            "Prompt" => ComponentModelKind.Prompt,
            _ => ComponentModelKind.Resource,
        };
        var name = Argument(operation, "name")?.ConstantValue is { HasValue: true, Value: string text } ? text : null;
        var uri = Argument(operation, "uri")?.ConstantValue is { HasValue: true, Value: string template } ? template : null;
        var component = new ComponentReader(semantics.Compilation, problems, cancellationToken)
            .ReadHandler(method, kind, "Handler", location, name, uri, isUriKnown: uri is not null);
        if (component.Return.Shape is { IsNullable: false, IsValueType: false } shape && LambdaNullability.MayBeNull(handler, semantics, cancellationToken))
        {
            component = component with { Return = component.Return with { Shape = shape with { IsNullable = true } } };
        }

        var description = Argument(operation, "description");
        if (kind == ComponentModelKind.Tool && component.Description is null && IsMissing(description)) problems.Add(Rule.MissingDescription, location, name ?? method.Name);
        return component.Error is null ? call with { Component = component, HandlerType = handlerType } : null;
    }

    private static bool IsMissing(IOperation? description) => description is null || description.ConstantValue is { HasValue: true, Value: null };

    private static IOperation? Argument(IInvocationOperation operation, string name) =>
        operation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == name)?.Value;

    private static IMethodSymbol? Handler(IOperation? operation, out string? handlerType)
    {
        handlerType = null;
        while (operation is IConversionOperation conversion) operation = conversion.Operand;
        if (operation is IDelegateCreationOperation creation)
        {
            // A delegate type with a name tells generated code exactly what to cast to; the compiler's own have none.
            if (creation.Type is INamedTypeSymbol { TypeKind: TypeKind.Delegate, CanBeReferencedByName: true } type && type.Name.Length > 0 && !type.IsImplicitlyDeclared
                && type.SpecialType == SpecialType.None && IsEverywhereAccessible(type))
            {
                handlerType = TypeNames.Full(type);
            }

            operation = creation.Target;
        }

        return operation switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        };
    }

    private static bool IsEverywhereAccessible(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol named => named.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal && !named.IsFileLocal
            && (named.ContainingType is null || IsEverywhereAccessible(named.ContainingType)) && named.TypeArguments.All(IsEverywhereAccessible),
        IArrayTypeSymbol array => IsEverywhereAccessible(array.ElementType),
        _ => true,
    };
}
