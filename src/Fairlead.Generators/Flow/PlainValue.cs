using Fairlead.Generators.Reading;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Flow;

/// <summary>The types whose values no caller can word: numbers, Booleans, enums, dates and the like.</summary>
internal static class PlainValue
{
    public static bool Is(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] }) type = inner;
        return type is not null && (type.TypeKind == TypeKind.Enum || type.SpecialType switch
        {
            SpecialType.System_Boolean or SpecialType.System_DateTime => true,
            >= SpecialType.System_SByte and <= SpecialType.System_Double => true,
            _ => TypeNames.Plain(type) is "System.Guid" or "System.TimeSpan" or "System.DateTimeOffset" or "System.DateOnly" or "System.TimeOnly" or "System.Int128" or "System.UInt128"
                or "System.Half" or "System.Numerics.BigInteger",
        });
    }
}
