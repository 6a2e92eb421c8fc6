using System.Text.Json;
using Fairlead.Protocol;

namespace Fairlead.Components;

/// <summary>A prompt: a message, or several, made from a few arguments.</summary>
public sealed class Prompt : Component
{
    /// <inheritdoc/>
    public override ComponentKind Kind => ComponentKind.Prompt;

    /// <summary>The arguments in the order in which clients should ask for them.</summary>
    public IReadOnlyList<PromptParameter> Arguments { get; init; } = [];

    internal override void WriteDefinition(Utf8JsonWriter writer, ProtocolRevision revision) =>
        DefinitionWriter.WritePrompt(writer, this, revision);
}
