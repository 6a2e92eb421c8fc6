using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Fairlead;

/// <summary>A value that was kept for a caller.</summary>
/// <param name="Value">The value.</param>
/// <param name="Version">Changes with every write; hand it back to write only where nobody else has written since.</param>
/// <param name="ExpiresAt">When the value is forgotten.</param>
public sealed record StateEntry(string Value, string Version, DateTimeOffset ExpiresAt)
{
    /// <summary>The version of what does not exist: written only where there is nothing yet.</summary>
    public const string Absent = "";

    /// <summary>Reads a value that was kept as JSON.</summary>
    /// <param name="type">The contract, from a <c>JsonSerializerContext</c>.</param>
    /// <exception cref="JsonException">The value is no such JSON.</exception>
    public T? As<T>(JsonTypeInfo<T> type) => JsonSerializer.Deserialize(Value, type);
}
