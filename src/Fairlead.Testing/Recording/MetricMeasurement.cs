namespace Fairlead.Testing;

/// <summary>Something that a server has measured.</summary>
/// <param name="Instrument">The instrument's name, such as <c>mcp.server.operation.duration</c>.</param>
/// <param name="Value">The value; of a counter, how much was added.</param>
/// <param name="Tags">The tags, by name.</param>
public sealed record MetricMeasurement(string Instrument, double Value, IReadOnlyDictionary<string, object?> Tags)
{
    internal bool Has(IReadOnlyList<(string Name, object? Value)> tags) =>
        tags.All(tag => Tags.TryGetValue(tag.Name, out var value) && Equals(value, tag.Value));

    /// <summary>The measurement on a line.</summary>
    public override string ToString() => $"{Instrument} {Value} {{{string.Join(", ", Tags.Select(static tag => $"{tag.Key}={tag.Value}"))}}}";
}
