using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>The types that are one JSON value.</summary>
internal static class ScalarShapes
{
    public static ShapeKind Find(ITypeSymbol type)
    {
        switch (type.SpecialType)
        {
            case SpecialType.System_String: return ShapeKind.String;
            case SpecialType.System_Boolean: return ShapeKind.Boolean;
            case SpecialType.System_Char: return ShapeKind.Char;
            case SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
                or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64:
                return ShapeKind.Integer;
            case SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal: return ShapeKind.Number;
            case SpecialType.System_DateTime: return ShapeKind.DateTime;
            case SpecialType.System_Object: return ShapeKind.Any;
        }

        if (type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte }) return ShapeKind.Bytes;
        if (type.SpecialType != SpecialType.None || type is not INamedTypeSymbol named) return ShapeKind.Unsupported;
        return TypeNames.Plain(type) switch
        {
            "System.Guid" => ShapeKind.Guid,
            "System.Uri" => ShapeKind.Uri,
            "System.DateTimeOffset" => ShapeKind.DateTimeOffset,
            "System.DateOnly" => ShapeKind.DateOnly,
            "System.TimeOnly" => ShapeKind.TimeOnly,
            "System.TimeSpan" => ShapeKind.TimeSpan,
            "System.Int128" or "System.UInt128" => ShapeKind.Integer,
            "System.Half" => ShapeKind.Number,
            "System.Text.Json.JsonElement" => ShapeKind.Element,
            "System.Text.Json.Nodes.JsonNode" or "System.Text.Json.Nodes.JsonObject" or "System.Text.Json.Nodes.JsonArray" or "System.Text.Json.Nodes.JsonValue" => ShapeKind.Node,
            "System.ReadOnlyMemory" or "System.Memory" when named.TypeArguments is [{ SpecialType: SpecialType.System_Byte }] => ShapeKind.Bytes,
            _ => ShapeKind.Unsupported,
        };
    }
}
