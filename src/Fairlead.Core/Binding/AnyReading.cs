using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Binding;

/// <summary>Reads JSON that an author wants as JSON. Called by generated code; not meant for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AnyReading
{
    /// <summary>Reads any value.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value.</param>
    /// <returns><see langword="true"/>.</returns>
    public static bool Element(ref ArgumentReader reader, out JsonElement value)
    {
        value = JsonElement.ParseValue(ref reader.Json);
        return true;
    }

    /// <summary>Reads any value, or one of a kind.</summary>
    /// <typeparam name="T"><see cref="JsonNode"/>, <see cref="JsonObject"/>, <see cref="JsonArray"/> or <see cref="JsonValue"/>.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is of the kind.</returns>
    public static bool Node<T>(ref ArgumentReader reader, out T value) where T : JsonNode
    {
        value = null!;
        var type = reader.Json.TokenType;
        if (typeof(T) == typeof(JsonObject) && type != JsonTokenType.StartObject) return reader.Mismatch("an object");
        if (typeof(T) == typeof(JsonArray) && type != JsonTokenType.StartArray) return reader.Mismatch("an array");
        if (typeof(T) == typeof(JsonValue) && type is JsonTokenType.StartObject or JsonTokenType.StartArray) return reader.Mismatch("a text, number or Boolean");
        value = (T)JsonNode.Parse(ref reader.Json)!;
        return true;
    }
}
