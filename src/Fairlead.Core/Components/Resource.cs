using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Fairlead.Protocol;
using ModelContextProtocol.Protocol;

namespace Fairlead.Components;

/// <summary>A resource with a fixed URI.</summary>
public sealed class Resource : Component
{
    /// <inheritdoc/>
    public override ComponentKind Kind => ComponentKind.Resource;

    /// <summary>The URI under which clients read the resource, compared character by character.</summary>
    [SuppressMessage("Design", "CA1056", Justification = "Compared as sent; System.Uri would normalise it.")]
    public required string Uri { get; init; }

    /// <inheritdoc/>
    public override string Identity => Uri;

    /// <summary>The MIME type of the content, or <see langword="null"/>.</summary>
    public string? MimeType { get; init; }

    /// <summary>The size of the content in bytes, or <see langword="null"/> where it is not known.</summary>
    public long? Size { get; init; }

    /// <summary>Audience, priority and age, or <see langword="null"/>.</summary>
    public Annotations? Annotations { get; init; }

    internal override void WriteDefinition(Utf8JsonWriter writer, ProtocolRevision revision) =>
        DefinitionWriter.WriteResource(writer, this, revision);
}
