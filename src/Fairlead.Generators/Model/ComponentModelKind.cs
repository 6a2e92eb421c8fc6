namespace Fairlead.Generators.Model;

/// <summary>What a component is.</summary>
internal enum ComponentModelKind
{
    Tool,
    Resource,
    ResourceTemplate,

    /// <summary>A resource or a template, which only the URI at run time tells.</summary>
    ResourceOrTemplate,
    Prompt,
}
