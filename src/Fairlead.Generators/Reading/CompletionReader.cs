using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fairlead.Generators.Reading;

/// <summary>Reads <c>[Complete]</c>: the member that gives the values of an argument while a person types.</summary>
internal sealed class CompletionReader(TypeReader types)
{
    private readonly ParameterReader _parameters = new(types);

    /// <summary>Reads the attribute of a parameter, if it has one.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="model">What was read of it.</param>
    /// <param name="all">All parameters of the component's method.</param>
    /// <param name="method">The method.</param>
    /// <param name="hasInstance">The component's method is called on an object of its class, which the member may need too.</param>
    public ParameterModel Read(IParameterSymbol parameter, ParameterModel model, IReadOnlyList<ParameterModel> all, IMethodSymbol method, bool hasInstance)
    {
        if (Attributes.Find(parameter, "Fairlead.CompleteAttribute") is not { } attribute) return model;
        if (model.Argument is null) return Refuse(model, parameter, "no client asks for it, since it is no argument");
        if (attribute.ConstructorArguments is [{ Value: INamedTypeSymbol type }, { Value: string name }])
        {
            return Read(parameter, model, all, type, name, hasInstance: false);
        }

        return attribute.ConstructorArguments is [{ Value: string own }] ? Read(parameter, model, all, method.ContainingType, own, hasInstance) : model;
    }

    private ParameterModel Read(
        IParameterSymbol parameter, ParameterModel model, IReadOnlyList<ParameterModel> all, INamedTypeSymbol type, string name, bool hasInstance)
    {
        var members = Members(type, name);
        if (members.Count == 0) return Refuse(model, parameter, $"'{type.Name}' has no property, field or method '{name}'");
        if (members.Count > 1) return Refuse(model, parameter, $"'{name}' has several overloads; give the one that completes a name of its own");
        var member = members[0];
        if (!member.IsStatic && !hasInstance) return Refuse(model, parameter, $"'{name}' needs an object of '{type.Name}', of which there is none here; make it static");
        var accessor = member is IPropertySymbol property ? property.GetMethod ?? member : member;
        if (!types.Compilation.IsSymbolAccessibleWithin(accessor, types.Compilation.Assembly))
        {
            return Refuse(model, parameter, $"'{name}' is {SyntaxFacts.GetText(accessor.DeclaredAccessibility)}, so generated code cannot use it; make it internal or public");
        }

        var given = TypeOf(member);
        var values = ReturnReader.Awaited(given, out var isAwaited);
        var isAsyncSequence = !isAwaited && values is not null && ReturnReader.AsyncItem(values) is { SpecialType: SpecialType.System_String };
        if (!isAsyncSequence && (values is null || ReturnReader.Item(values) is not { SpecialType: SpecialType.System_String }))
        {
            return Refuse(model, parameter, $"'{name}' gives {given.ToDisplayString()}; it must give IEnumerable<string>, a task of it, or IAsyncEnumerable<string>");
        }

        var completion = new CompletionModel(
            member.IsStatic ? $"{TypeNames.Full(member.ContainingType)}.@{name}" : "@" + name, member.IsStatic, member is IMethodSymbol, isAwaited, isAsyncSequence, false, default);
        return member is IMethodSymbol method ? ReadParameters(parameter, model, all, method, completion) : model with { Completion = completion };
    }

    private ParameterModel ReadParameters(
        IParameterSymbol parameter, ParameterModel model, IReadOnlyList<ParameterModel> all, IMethodSymbol method, CompletionModel completion)
    {
        if (method.IsGenericMethod) return Refuse(model, parameter, $"'{method.Name}' is generic; write one that is not");
        var parameters = new List<ParameterModel>();
        var takesText = false;
        foreach (var one in method.Parameters)
        {
            if (one.RefKind != RefKind.None) return Refuse(model, parameter, $"'{method.Name}' takes '{one.Name}' by reference; take it by value");
            if (one.Type.SpecialType == SpecialType.System_String && !IsService(one))
            {
                var isChosen = one.Name != model.Name && all.Any(other => other.Argument?.JsonName == one.Name && other.Name != model.Name);
                if (!isChosen && takesText) return Refuse(model, parameter, $"'{one.Name}' of '{method.Name}' is called like no other argument, and what has been typed is taken already");
                takesText |= !isChosen;
                parameters.Add(Expression(one, isChosen ? Chosen(one) : "query.Text"));
            }
            else if (IsMap(one.Type))
            {
                parameters.Add(Expression(one, "query.Arguments"));
            }
            else
            {
                var injected = _parameters.ReadInjected(one);
                if (injected.Kind == ParameterKind.Service && one.Type.IsValueType)
                {
                    return Refuse(model, parameter, $"'{one.Name}' of '{method.Name}' is neither a text, nor an argument chosen before, nor injected");
                }

                parameters.Add(injected);
            }
        }

        return model with { Completion = completion with { TakesText = takesText, Parameters = new(parameters) } };
    }

    private static ParameterModel Expression(IParameterSymbol parameter, string expression) =>
        new(parameter.Name, TypeNames.Full(parameter.Type), ParameterKind.Expression, Expression: expression);

    private static string Chosen(IParameterSymbol parameter)
    {
        var chosen = $"query.Chosen({CodeText.Quote(parameter.Name)})";
        return parameter.NullableAnnotation == NullableAnnotation.NotAnnotated ? $"({chosen} ?? \"\")" : chosen;
    }

    private static bool IsService(IParameterSymbol parameter) =>
        Attributes.FindByName(parameter, "FromServicesAttribute") is not null || Attributes.FindByName(parameter, "FromKeyedServicesAttribute") is not null;

    private static bool IsMap(ITypeSymbol type) =>
        TypeNames.Plain(type) == "System.Collections.Generic.IReadOnlyDictionary"
        && type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String }, { SpecialType: SpecialType.System_String }] };

    private static List<ISymbol> Members(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            var found = current.GetMembers(name).Where(member => member is IPropertySymbol { GetMethod: not null } or IFieldSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary }).ToList();
            if (found.Count > 0) return found;
        }

        return [];
    }

    private static ITypeSymbol TypeOf(ISymbol member) => member switch
    {
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        _ => ((IMethodSymbol)member).ReturnType,
    };

    private ParameterModel Refuse(ParameterModel model, IParameterSymbol parameter, string reason)
    {
        types.Problems.Add(Rule.InvalidCompletion, parameter.Locations.FirstOrDefault(), parameter.Name, reason);
        return model;
    }
}
