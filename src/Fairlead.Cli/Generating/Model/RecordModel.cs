namespace Fairlead.Cli.Generating.Model;

/// <summary>An object of a schema.</summary>
internal sealed record RecordModel(string Name, string Description, IReadOnlyList<PropertyModel> Properties);
