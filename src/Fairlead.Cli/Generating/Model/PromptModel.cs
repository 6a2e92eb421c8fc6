namespace Fairlead.Cli.Generating.Model;

/// <summary>A prompt.</summary>
internal sealed record PromptModel(string Name, string MethodName, string? Description, IReadOnlyList<PropertyModel> Arguments);
