namespace Fairlead.Generators.Model;

/// <summary>One of the types that a polymorphic type may be.</summary>
/// <param name="Key">The name of the class generated for it.</param>
/// <param name="Type">The C# type, fully qualified.</param>
/// <param name="Depth">How many types stand between it and <c>object</c>: of two that fit a value, the deeper is meant.</param>
/// <param name="Discriminator">The discriminator as JSON, a string or an integer; <see langword="null"/> where it has none.</param>
/// <param name="IsChecked">Of a JSON context's type: it has rules to check once it has been read.</param>
internal sealed record DerivedShape(string Key, string Type, int Depth, string? Discriminator, bool IsChecked = false);
