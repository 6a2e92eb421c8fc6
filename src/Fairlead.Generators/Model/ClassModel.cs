namespace Fairlead.Generators.Model;

/// <summary>A class with components.</summary>
/// <param name="Key">The name of the class generated for it.</param>
/// <param name="Type">The class, fully qualified.</param>
/// <param name="Components">Its components in order of declaration.</param>
internal sealed record ClassModel(string Key, string Type, EquatableArray<ComponentModel> Components);
