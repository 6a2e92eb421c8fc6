namespace Fairlead.Generators.Model;

/// <summary>A type as it is bound to JSON.</summary>
/// <param name="Kind">How it looks.</param>
/// <param name="Type">The C# type, fully qualified, without a question mark for nullability.</param>
/// <param name="IsNullable"><c>null</c> is a value of it.</param>
/// <param name="IsValueType">The C# type is a value type, so that a nullable one is another type.</param>
/// <param name="Item">The type of a list's items or a map's values.</param>
/// <param name="Key">Of an enum or object: the name of the class generated for it. Of a converted one: the converter's type.
/// Of what a JSON context has chosen: what the schema says besides the type, if anything.</param>
/// <param name="Collection">How the C# collection is made from a list.</param>
internal sealed record Shape(
    ShapeKind Kind,
    string Type,
    bool IsNullable = false,
    bool IsValueType = false,
    Shape? Item = null,
    string? Key = null,
    CollectionKind Collection = CollectionKind.List)
{
    /// <summary>The C# type of a variable that can hold every value.</summary>
    public string Declared => IsNullable && IsValueType ? Type + "?" : Type;
}
