using System.Text.Json;
using Fairlead.Protocol;
using ModelContextProtocol.Protocol;

namespace Fairlead.Components;

/// <summary>A tool: something a model may do.</summary>
public sealed class Tool : Component
{
    /// <inheritdoc/>
    public override ComponentKind Kind => ComponentKind.Tool;

    /// <summary>The JSON Schema (2020-12) of the arguments: a JSON object in UTF-8.</summary>
    public required ReadOnlyMemory<byte> InputSchema { get; init; }

    /// <summary>The JSON Schema of the structured result in UTF-8, or empty for none. From 2026-07-28 on it may describe any JSON value.</summary>
    public ReadOnlyMemory<byte> OutputSchema { get; init; }

    /// <summary>
    /// The JSON Schema of the structured result for revisions before 2026-07-28, in which it must be an object: the value is
    /// wrapped as <c>{"result": value}</c>. Empty where <see cref="OutputSchema"/> already describes an object.
    /// </summary>
    public ReadOnlyMemory<byte> WrappedOutputSchema { get; init; }

    /// <summary>Hints on the tool's behaviour, or <see langword="null"/>.</summary>
    public ToolAnnotations? Annotations { get; init; }

    /// <summary>The arguments that are mirrored in HTTP headers (SEP-2243).</summary>
    public IReadOnlyList<HeaderParameter> HeaderParameters { get; init; } = [];

    /// <summary>Whether the tool runs as a task. Default: it does not. Needs <see cref="McpServerBuilder.AddTasks"/>.</summary>
    public TaskSupport TaskSupport { get; init; }

    internal override void WriteDefinition(Utf8JsonWriter writer, ProtocolRevision revision) =>
        DefinitionWriter.WriteTool(writer, this, revision);
}
