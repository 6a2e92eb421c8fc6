using System.Globalization;
using Fairlead.Cli.Generating.Model;

namespace Fairlead.Cli.Generating.Emitting;

/// <summary>The types that the generated context writes and reads, each by a property of its own.</summary>
internal sealed class JsonTypes(ClientModel client)
{
    // The generator of contexts has converters for these, by the names that it gives them itself.
    private static readonly Dictionary<string, string> BuiltIn = new(StringComparer.Ordinal)
    {
        ["string"] = "String",
        ["long"] = "Int64",
        ["double"] = "Double",
        ["bool"] = "Boolean",
        ["global::System.DateTimeOffset"] = "DateTimeOffset",
        ["global::System.Guid"] = "Guid",
        ["global::System.Text.Json.JsonElement"] = "JsonElement",
    };

    private readonly Dictionary<string, string> _properties = new(StringComparer.Ordinal);

    /// <summary>The types, and the names of their properties where they are ours.</summary>
    public IEnumerable<(string Type, string? Property)> All => _properties.Select(static entry => (entry.Key, BuiltIn.ContainsKey(entry.Key) ? null : entry.Value));

    /// <summary>The expression for a type's metadata.</summary>
    public string Of(string type)
    {
        if (!_properties.TryGetValue(type, out var property))
        {
            property = BuiltIn.GetValueOrDefault(type) ?? "Root" + _properties.Count.ToString(CultureInfo.InvariantCulture);
            _properties[type] = property;
        }

        return $"{client.ContextName}.Default.{property}";
    }
}
