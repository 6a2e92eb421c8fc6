using System.Text.Json;
using Fairlead.Protocol;
using ModelContextProtocol.Protocol;

namespace Fairlead.Components;

/// <summary>
/// What a server offers: a <see cref="Tool"/>, <see cref="Resource"/>, <see cref="ResourceTemplate"/> or
/// <see cref="Prompt"/>. Immutable; identity, metadata, visibility and policy are the same for all four.
/// </summary>
public abstract class Component
{
    private readonly string? _title;

    private protected Component() { }

    /// <summary>What the component is to the protocol.</summary>
    public abstract ComponentKind Kind { get; }

    /// <summary>The name that clients use.</summary>
    public required string Name { get; init; }

    /// <summary>The name shown to people. Default: derived from <see cref="Name"/>.</summary>
    public string Title { get => _title ?? ComponentName.ToTitle(Name); init => _title = value; }

    /// <summary>What the component does, for the model; <see langword="null"/> where nothing was said.</summary>
    public string? Description { get; init; }

    /// <summary>The component's version, or <see langword="null"/>. Of several with one name the highest is served.</summary>
    public string? Version { get; init; }

    /// <summary>Icons, for clients of 2025-11-25 and later.</summary>
    public IReadOnlyList<Icon> Icons { get; init; } = [];

    /// <summary>Labels for filtering; not sent to clients.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The <c>_meta</c> of the definition: a JSON object in UTF-8, or empty for none.</summary>
    public ReadOnlyMemory<byte> Meta { get; init; }

    /// <summary>The attributes of the method and its class, for policies and middleware.</summary>
    public IReadOnlyList<object> Metadata { get; init; } = [];

    /// <summary>
    /// The types of arguments that are bound from JSON objects. At start, none of them may be a registered service: a caller
    /// must never be able to supply one.
    /// </summary>
    public IReadOnlyList<Type> ArgumentTypes { get; init; } = [];

    /// <summary>
    /// The longest time a call may take: above zero, or <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>;
    /// <see langword="null"/> for the server's default.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// How long clients may keep what they read of a resource; <see langword="null"/> for the server's default. Of a tool or
    /// prompt it has no effect: nobody may keep their results (SEP-2549).
    /// </summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Who may keep what was read of a resource; <see langword="null"/> for the server's default.</summary>
    public CacheScope? CacheScope { get; init; }

    /// <summary>
    /// The arguments of a prompt, or variables of a resource template, for which clients may ask for values while a person
    /// types. Of a tool or resource they have no effect: the protocol has no way to ask.
    /// </summary>
    public IReadOnlyList<ArgumentCompletion> Completions { get; init; } = [];

    /// <summary>Runs the component.</summary>
    public required ComponentInvoker Invoke { get; init; }

    /// <summary>The component is callable but never listed: its name starts with <c>_</c>.</summary>
    public bool IsHidden => Name.StartsWith('_');

    /// <summary>What identifies the component among those of its kind: its name; for resources, its URI or template.</summary>
    public virtual string Identity => Name;

    /// <inheritdoc/>
    public override string ToString() => Version is null ? $"{Kind} {Identity}" : $"{Kind} {Identity} {Version}";

    /// <summary>Writes the definition as <c>*/list</c> shows it to a client of a revision.</summary>
    internal abstract void WriteDefinition(Utf8JsonWriter writer, ProtocolRevision revision);
}
