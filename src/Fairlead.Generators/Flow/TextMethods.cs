using Fairlead.Generators.Reading;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Flow;

/// <summary>What methods of .NET do with a text they get. Those not named here are taken to check it or to look something up by it.</summary>
internal static class TextMethods
{
    public static bool IsOfFramework(IMethodSymbol method)
    {
        var space = method.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer }) space = outer;
        return space?.Name is "System" or "Microsoft";
    }

    /// <summary>Whether what a type's methods and constructors make contains what they got.</summary>
    public static bool PassOn(ITypeSymbol? type) => type is not null && (type.SpecialType == SpecialType.System_String || TypeNames.Plain(type) is
        "System.Text.StringBuilder" or "System.Text.CompositeFormat" or "System.FormattableString" or "System.Runtime.CompilerServices.FormattableStringFactory" or "System.IO.Path"
        or "System.Uri" or "System.Collections.Generic.List");

    /// <summary>Whether a method puts what it gets into the object it is called on.</summary>
    public static bool Keeps(IMethodSymbol method) =>
        method is { IsStatic: false } && (method.Name.StartsWith("Append", StringComparison.Ordinal) || method.Name is "Add" or "AddRange" or "Insert" or "InsertRange" or "Push" or "Enqueue")
        && (TypeNames.Plain(method.ContainingType) == "System.Text.StringBuilder" || method.ContainingNamespace.ToDisplayString() == "System.Collections.Generic");

    /// <summary>Whether a method is an operator of LINQ, whose items come from its first argument.</summary>
    public static bool IsOperator(IMethodSymbol method) => TypeNames.Plain(method.ContainingType) == "System.Linq.Enumerable";

    public static bool IsProjection(IMethodSymbol method) => method.Name is "Select" or "SelectMany" && IsOperator(method);
}
