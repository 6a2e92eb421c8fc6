using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;

namespace Fairlead.Testing;

/// <summary>JSON as tests write and read it.</summary>
internal static class JsonText
{
    /// <summary>As a person would write it: only what must be escaped is.</summary>
    public static readonly JsonSerializerOptions Readable = new(McpJsonUtilities.DefaultOptions) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Compact = new(McpJsonUtilities.DefaultOptions) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a JSON object.</summary>
    public static JsonObject ObjectOf(string json, string parameter)
    {
        ArgumentNullException.ThrowIfNull(json, parameter);
        return JsonNode.Parse(json) as JsonObject ?? throw new ArgumentException($"'{json}' must be a JSON object.", parameter);
    }

    /// <summary>Reads JSON that outlives what it was read from.</summary>
    public static JsonElement Parse(string json) => JsonElement.Parse(json);

    /// <summary>Reads one of the protocol's types.</summary>
    public static T Read<T>(JsonElement json) => json.Deserialize((JsonTypeInfo<T>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(T)))
        ?? throw new JsonException($"null is no {typeof(T).Name}.");

    /// <summary>Writes one of the protocol's types.</summary>
    public static JsonNode Write<T>(T value) => JsonSerializer.SerializeToNode(value, (JsonTypeInfo<T>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(T)))!;

    /// <summary>One line.</summary>
    public static string Line(JsonNode node) => node.ToJsonString(Compact);

    /// <summary>Writes an object of any type by the rules of Fairlead's generator: camelCase members, enums by name, nothing for null.</summary>
    [RequiresUnreferencedCode(Reflection.Unreferenced)]
    [RequiresDynamicCode(Reflection.Dynamic)]
    public static JsonNode? WriteAny(object value) => JsonSerializer.SerializeToNode(value, value.GetType(), Reflection.Options);

    /// <summary>What needs reflection, and why it says so.</summary>
    public static class Reflection
    {
        public const string Unreferenced = "Reads the members of the type by reflection. Where the tests are trimmed, hand over JSON text, a JsonObject or a JsonTypeInfo.";

        public const string Dynamic = "Reads the members of the type by reflection. Where the tests are compiled ahead of time, hand over JSON text, a JsonObject or a JsonTypeInfo.";

        private static JsonSerializerOptions? _options;

        public static JsonSerializerOptions Options
        {
            [RequiresUnreferencedCode(Unreferenced)]
            [RequiresDynamicCode(Dynamic)]
            get => _options ??= new(JsonSerializerDefaults.Web)
            {
                TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
                Converters = { new JsonStringEnumConverter() },
            };
        }
    }
}
