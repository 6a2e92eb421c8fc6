using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fairlead.Generators.Reading;

/// <summary>Whether generated code, which is in another class and another file, may name something.</summary>
internal static class GeneratedAccess
{
    /// <summary>What keeps generated code from a symbol, such as <c>private</c>, or <see langword="null"/>.</summary>
    public static string? Obstacle(ISymbol symbol, Compilation compilation)
    {
        if (!compilation.IsSymbolAccessibleWithin(symbol, compilation.Assembly)) return SyntaxFacts.GetText(Narrowest(symbol, compilation).DeclaredAccessibility);
        return symbol is INamedTypeSymbol type && IsFileLocal(type) ? "local to its file" : null;
    }

    /// <summary>Whether a type, or one around it, is of its file only.</summary>
    public static bool IsFileLocal(INamedTypeSymbol type) => type.IsFileLocal || (type.ContainingType is { } outer && IsFileLocal(outer));

    // What is public in a private class is not to blame.
    private static ISymbol Narrowest(ISymbol symbol, Compilation compilation) =>
        symbol.ContainingType is { } outer && !compilation.IsSymbolAccessibleWithin(outer, compilation.Assembly) ? Narrowest(outer, compilation) : symbol;
}
