namespace Fairlead.Cli.Generating.Model;

/// <summary>A value of a choice: as it is on the wire, and in C#.</summary>
internal sealed record EnumMember(string JsonValue, string Name);
