using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Default values, for schemas.</summary>
internal static class DefaultValue
{
    public static string? Json(ISymbol symbol, IParameterSymbol? parameter, Shape shape)
    {
        if (parameter is { HasExplicitDefaultValue: true }) return Json(parameter.ExplicitDefaultValue, parameter.Type, shape);
        if (Attributes.Find(symbol, "System.ComponentModel.DefaultValueAttribute") is { ConstructorArguments: [{ Kind: not TypedConstantKind.Array } value] })
        {
            return value.Kind == TypedConstantKind.Enum ? Json(value.Value, value.Type!, shape) : JsonText.Of(value.Value);
        }

        return null;
    }

    /// <summary>A constant of a type.</summary>
    public static string? Json(object? value, ITypeSymbol type, Shape shape)
    {
        // A default that is null says "nothing"; only where null may be sent is it worth saying.
        if (value is null) return shape.IsNullable ? "null" : null;
        if (shape.Kind != ShapeKind.Enum) return JsonText.Of(value);
        var underlying = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        var members = underlying.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue).ToList();
        if (Attributes.Find(underlying, "System.FlagsAttribute") is null)
        {
            return members.FirstOrDefault(field => Equals(field.ConstantValue, value)) is { } member ? JsonText.Quote(TypeReader.EnumMemberName(member)) : null;
        }

        var bits = Convert.ToInt64(value, null);
        var names = new List<string>();
        foreach (var member in members)
        {
            var flag = Convert.ToInt64(member.ConstantValue, null);
            if (flag == 0 || (bits & flag) != flag) continue;
            names.Add(JsonText.Quote(TypeReader.EnumMemberName(member)));
            bits &= ~flag;
        }

        return bits == 0 ? $"[{string.Join(",", names)}]" : null;
    }
}
