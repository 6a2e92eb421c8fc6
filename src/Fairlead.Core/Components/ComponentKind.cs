namespace Fairlead.Components;

/// <summary>What a component is to the protocol.</summary>
public enum ComponentKind
{
    /// <summary>A tool (<c>tools/call</c>).</summary>
    Tool,

    /// <summary>A resource with a fixed URI (<c>resources/read</c>).</summary>
    Resource,

    /// <summary>A family of resources behind a URI template (<c>resources/read</c>).</summary>
    ResourceTemplate,

    /// <summary>A prompt (<c>prompts/get</c>).</summary>
    Prompt,
}
