namespace Fairlead.Generators.Model;

/// <summary>A member of an enum.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="JsonName">Its name in JSON.</param>
internal sealed record EnumMember(string Name, string JsonName);
