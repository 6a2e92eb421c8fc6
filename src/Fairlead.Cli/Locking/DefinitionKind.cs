namespace Fairlead.Cli.Locking;

/// <summary>A kind of what servers define.</summary>
/// <param name="Member">Its member in a lock file, named as in the list's result.</param>
/// <param name="Word">What people call one of them.</param>
/// <param name="Key">The member that tells one from the others.</param>
internal sealed record DefinitionKind(string Member, string Word, string Key)
{
    public static readonly DefinitionKind Tool = new("tools", "tool", "name");
    public static readonly DefinitionKind Resource = new("resources", "resource", "uri");
    public static readonly DefinitionKind Template = new("resourceTemplates", "template", "uriTemplate");
    public static readonly DefinitionKind Prompt = new("prompts", "prompt", "name");

    public static readonly IReadOnlyList<DefinitionKind> All = [Tool, Resource, Template, Prompt];
}
