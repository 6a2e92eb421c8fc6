namespace Fairlead.Generators.Model;

/// <summary>A result that travels with a call.</summary>
/// <param name="Key">The name of the class generated for it.</param>
/// <param name="Type">The C# type, fully qualified.</param>
/// <param name="Input">The type as it is read.</param>
/// <param name="Output">The type as it is written.</param>
/// <param name="Objects">The types that are read and written.</param>
/// <param name="Enums">The enums that are read and written.</param>
internal sealed record OnceModel(string Key, string Type, Shape Input, Shape Output, EquatableArray<ObjectShape> Objects, EquatableArray<EnumShape> Enums);
