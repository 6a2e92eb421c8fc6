namespace Fairlead.Cli.Generating.Model;

/// <summary>A resource template.</summary>
internal sealed record TemplateModel(string UriTemplate, string MethodName, string? Description, IReadOnlyList<PropertyModel> Variables);
