using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Looks attributes up by name, so that assemblies need not be loaded to compare types.</summary>
internal static class Attributes
{
    public static AttributeData? Find(ISymbol symbol, string fullName) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { } type && TypeNames.Plain(type) == fullName);

    /// <summary>Finds an attribute by its class's name alone, for conventions that several libraries share.</summary>
    public static AttributeData? FindByName(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name == name);

    public static AttributeData? FindReturn(IMethodSymbol method, string fullName) =>
        method.GetReturnTypeAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { } type && TypeNames.Plain(type) == fullName);

    public static T? Named<T>(AttributeData attribute, string name) where T : class =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: not TypedConstantKind.Array } value ? value.Value as T : null;

    public static bool? NamedBoolean(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value as bool?;

    /// <summary>The number of a member of an enumeration.</summary>
    public static int NamedEnum(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Enum, Value: int value } ? value : 0;

    public static IReadOnlyList<string> NamedStrings(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Array, IsNull: false } value
            ? [.. value.Values.Select(item => item.Value as string).Where(item => item is not null)!]
            : [];

    public static string? FirstString(AttributeData attribute) =>
        attribute.ConstructorArguments.Length > 0 ? attribute.ConstructorArguments[0].Value as string : null;

    public static string? Description(ISymbol symbol) =>
        Find(symbol, "System.ComponentModel.DescriptionAttribute") is { } attribute ? FirstString(attribute) : null;

    public static string? DisplayName(ISymbol symbol) =>
        Find(symbol, "System.ComponentModel.DisplayNameAttribute") is { } name ? FirstString(name)
        : Find(symbol, "System.ComponentModel.DataAnnotations.DisplayAttribute") is { } display ? Named<string>(display, "Name")
        : null;
}
