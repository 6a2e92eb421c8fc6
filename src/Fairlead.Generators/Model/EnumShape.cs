namespace Fairlead.Generators.Model;

/// <summary>An enum as the names of its members.</summary>
/// <param name="Key">The name of the class generated for it.</param>
/// <param name="Type">The C# type, fully qualified.</param>
/// <param name="IsFlags">Values are arrays of names.</param>
/// <param name="Members">The members in order of declaration.</param>
internal sealed record EnumShape(string Key, string Type, bool IsFlags, EquatableArray<EnumMember> Members);
