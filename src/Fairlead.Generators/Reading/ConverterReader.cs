using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Finds the <c>[JsonConverter]</c> of a type or property.</summary>
internal static class ConverterReader
{
    /// <summary>The converter's type, fully qualified; <see langword="null"/> where there is none or enums are read by name anyway.</summary>
    public static string? Find(ISymbol symbol, ITypeSymbol type)
    {
        if (Attributes.Find(symbol, "System.Text.Json.Serialization.JsonConverterAttribute") is not { } attribute) return null;
        if (attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol converter }]) return null;
        if (TypeNames.Plain(converter) == "System.Text.Json.Serialization.JsonStringEnumConverter") return null;
        return converter.IsUnboundGenericType || IsOfficial(type) ? null : TypeNames.Full(converter);
    }

    // The protocol's own types are written by Fairlead, which knows what each revision allows.
    private static bool IsOfficial(ITypeSymbol type) => type.ContainingNamespace?.ToDisplayString() == "ModelContextProtocol.Protocol";
}
