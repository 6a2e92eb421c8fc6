namespace Fairlead.Cli.Generating.Model;

/// <summary>All that the file of a client has in it.</summary>
internal sealed record ClientModel(
    string Namespace,
    string ClassName,
    string Server,
    IReadOnlyList<ToolModel> Tools,
    IReadOnlyList<PromptModel> Prompts,
    IReadOnlyList<TemplateModel> Templates,
    IReadOnlyList<RecordModel> Records,
    IReadOnlyList<EnumModel> Enums)
{
    public string ExceptionName => ClassName + "Exception";

    public string ContextName => ClassName + "Json";
}
