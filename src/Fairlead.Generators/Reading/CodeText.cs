using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fairlead.Generators.Reading;

/// <summary>Writes constants as C#.</summary>
internal static class CodeText
{
    public static string Quote(string? text) => text is null ? "null" : SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A constant of a type, such as a parameter's default.</summary>
    public static string Of(object? value, ITypeSymbol type)
    {
        if (value is null) return type.IsValueType ? "default" : "null";
        var underlying = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        if (underlying.TypeKind == TypeKind.Enum) return $"({TypeNames.Full(underlying)})({Primitive(value)})";
        return Primitive(value);
    }

    /// <summary>An attribute's argument, or <see langword="null"/> where generated code could not write it.</summary>
    public static string? Of(TypedConstant constant)
    {
        switch (constant.Kind)
        {
            case TypedConstantKind.Error:
                return null;
            case TypedConstantKind.Type:
                return constant.Value is ITypeSymbol type ? $"typeof({TypeNames.Full(type)})" : "null";
            case TypedConstantKind.Array:
                if (constant.IsNull) return "null";
                var items = constant.Values.Select(Of).ToList();
                return items.Contains(null) ? null : $"new {TypeNames.Full(constant.Type!)} {{ {string.Join(", ", items)} }}";
            default:
                return constant.Value is null ? "null" : Of(constant.Value, constant.Type!);
        }
    }

    private static string Primitive(object value) => value switch
    {
        string text => Quote(text),
        char c => SymbolDisplay.FormatLiteral(c, quote: true),
        bool flag => flag ? "true" : "false",
        float number => Float(number),
        double number => Double(number),
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
        long number => number == long.MinValue ? "long.MinValue" : number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        uint number => number.ToString(CultureInfo.InvariantCulture) + "U",
        int number => number.ToString(CultureInfo.InvariantCulture),
        IFormattable number => $"({value.GetType().Name}){number.ToString(null, CultureInfo.InvariantCulture)}".Replace("(SByte)", "(sbyte)").Replace("(Byte)", "(byte)").Replace("(Int16)", "(short)").Replace("(UInt16)", "(ushort)"),
        _ => "default",
    };

    private static string Double(double number) =>
        double.IsNaN(number) ? "double.NaN"
        : double.IsPositiveInfinity(number) ? "double.PositiveInfinity"
        : double.IsNegativeInfinity(number) ? "double.NegativeInfinity"
        : number.ToString("R", CultureInfo.InvariantCulture) + "d";

    private static string Float(float number) =>
        float.IsNaN(number) ? "float.NaN"
        : float.IsPositiveInfinity(number) ? "float.PositiveInfinity"
        : float.IsNegativeInfinity(number) ? "float.NegativeInfinity"
        : number.ToString("R", CultureInfo.InvariantCulture) + "f";
}
