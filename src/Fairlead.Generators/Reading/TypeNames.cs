using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Names of types in generated code.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat MetadataFormat = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    // Page<string?> and Page<string> are one type to C#, but not to a schema.
    private static readonly SymbolDisplayFormat NullabilityFormat =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The type as C# writes it anywhere, such as <c>global::System.Uri</c> or <c>int</c>.</summary>
    public static string Full(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>Namespace and name without type arguments, such as <c>System.Collections.Generic.List</c>.</summary>
    public static string Plain(ISymbol type) => type.ToDisplayString(MetadataFormat);

    /// <summary>An identifier that no other type shares: its name and a hash of all of it.</summary>
    public static string Key(ITypeSymbol type) => $"{Identifier(Simple(type))}_{Hash(type.ToDisplayString(NullabilityFormat))}";

    /// <summary>A short name for people, such as <c>PageOfUser</c>.</summary>
    public static string Simple(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Simple(array.ElementType) + "Array",
        INamedTypeSymbol { TypeArguments.Length: > 0 } named => named.Name + "Of" + string.Join("And", named.TypeArguments.Select(Simple)),
        _ => type.Name,
    };

    /// <summary>Whether a type depends on a type parameter, so that code elsewhere cannot name it.</summary>
    public static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen) || (named.ContainingType is { } outer && IsOpen(outer)),
        _ => false,
    };

    public static string Identifier(string text) => new([.. text.Select(c => char.IsLetterOrDigit(c) ? c : '_')]);

    public static string Hash(string text)
    {
        // FNV-1a: stable across runs and machines, as names of generated files must be.
        var hash = 14695981039346656037UL;
        foreach (var c in text) hash = unchecked((hash ^ c) * 1099511628211UL);
        return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }
}
