namespace Fairlead.Generators.Model;

/// <summary>A form that asks a user for a value.</summary>
/// <param name="Key">The name of the class generated for it.</param>
/// <param name="Type">The C# type of the answer, fully qualified.</param>
/// <param name="Fields">What the user fills in; of a type that is one value, that value.</param>
/// <param name="Description">What the form is about.</param>
/// <param name="ObjectKey">The class that reads an object; <see langword="null"/> where the type is one value.</param>
/// <param name="Objects">The types that are read.</param>
/// <param name="Enums">The enums that are read.</param>
internal sealed record FormModel(
    string Key,
    string Type,
    EquatableArray<Argument> Fields,
    string? Description,
    string? ObjectKey,
    EquatableArray<ObjectShape> Objects,
    EquatableArray<EnumShape> Enums);
