namespace Fairlead.Generators.Model;

/// <summary>A class or struct as a JSON object.</summary>
/// <param name="Key">The name of the class generated for it.</param>
/// <param name="Type">The C# type, fully qualified.</param>
/// <param name="Name">Its name in <c>$defs</c>.</param>
/// <param name="IsValueType">It is a struct.</param>
/// <param name="IsInput">The code reads it; otherwise it writes it. A type that is both has two shapes, since they differ.</param>
/// <param name="Properties">Its members; to be read, the constructor's parameters come first and in order.</param>
/// <param name="Description">What it is.</param>
/// <param name="AllowsUnknown">Members that it does not declare are passed over instead of refused.</param>
/// <param name="Discriminator">The member that tells derived types apart, where it is polymorphic.</param>
/// <param name="Derived">The derived types that JSON may name.</param>
/// <param name="Context">The JSON context that reads and writes it, fully qualified; <see langword="null"/> where generated code does.</param>
/// <param name="IsOpaque">All that can be said of it is that it is an object.</param>
/// <param name="IsChecked">Of a JSON context's type: it has rules to check once it has been read.</param>
internal sealed record ObjectShape(
    string Key,
    string Type,
    string Name,
    bool IsValueType,
    bool IsInput,
    EquatableArray<PropertyShape> Properties,
    string? Description,
    bool AllowsUnknown,
    string? Discriminator,
    EquatableArray<DerivedShape> Derived,
    string? Context = null,
    bool IsOpaque = false,
    bool IsChecked = false);
