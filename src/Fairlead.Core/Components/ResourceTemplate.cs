using System.Text.Json;
using Fairlead.Protocol;
using ModelContextProtocol.Protocol;

namespace Fairlead.Components;

/// <summary>A family of resources behind a URI template (RFC 6570).</summary>
public sealed class ResourceTemplate : Component
{
    /// <inheritdoc/>
    public override ComponentKind Kind => ComponentKind.ResourceTemplate;

    /// <summary>The template. Its variables are bound as the call's arguments.</summary>
    public required UriTemplate Template { get; init; }

    /// <inheritdoc/>
    public override string Identity => Template.Text;

    /// <summary>The MIME type of the contents, or <see langword="null"/>.</summary>
    public string? MimeType { get; init; }

    /// <summary>Audience, priority and age, or <see langword="null"/>.</summary>
    public Annotations? Annotations { get; init; }

    /// <summary>The variables whose values may leave the directory they name; see <see cref="AllowPathTraversalAttribute"/>.</summary>
    public IReadOnlyList<string> TraversableVariables { get; init; } = [];

    internal override void WriteDefinition(Utf8JsonWriter writer, ProtocolRevision revision) =>
        DefinitionWriter.WriteTemplate(writer, this, revision);
}
