namespace Fairlead.Generators.Model;

/// <summary>A member of an enum.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="JsonName">Its name in JSON.</param>
/// <param name="Title">What people are shown for it in forms, where the author said so.</param>
/// <param name="IsNone">It is the zero of flags, which a choice of several says by choosing none.</param>
internal sealed record EnumMember(string Name, string JsonName, string? Title = null, bool IsNone = false);
