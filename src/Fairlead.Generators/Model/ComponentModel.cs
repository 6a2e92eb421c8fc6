namespace Fairlead.Generators.Model;

/// <summary>Everything from which a component's code is made. Holds no symbols and no positions, so that it stays equal.</summary>
internal sealed record ComponentModel(
    ComponentModelKind Kind,
    string Id,
    string? Name,
    string? Title,
    string? Description,
    string? Version,
    EquatableArray<string> Tags,
    long? TimeoutTicks,
    string? Uri,
    string? MimeType,
    Hints Hints,
    EquatableArray<string> Icons,
    string? Meta,
    EquatableArray<string> Metadata,
    string? Target,
    InstanceModel? Instance,
    EquatableArray<ParameterModel> Parameters,
    ReturnModel Return,
    EquatableArray<ObjectShape> Objects,
    EquatableArray<EnumShape> Enums,
    string? Error,
    ResourceSettings? Resource = null,
    string? InputSchema = null)
{
    /// <summary>The value of the tool's <c>TaskSupport</c>; 0 where it says nothing.</summary>
    public int TaskSupport { get; init; }
}
