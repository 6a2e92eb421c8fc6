namespace Fairlead.Cli.Generating.Model;

/// <summary>A choice of texts.</summary>
internal sealed record EnumModel(string Name, string Description, IReadOnlyList<EnumMember> Members);
