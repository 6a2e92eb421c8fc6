using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Fairlead.Binding;

/// <summary>Reads and writes a type by the author's <see cref="JsonSerializerContext"/>. Used by generated code; not meant for others.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <param name="context">The context, which names the type with <c>[JsonSerializable]</c>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ContextValue<T>(JsonSerializerContext context)
{
    private readonly JsonTypeInfo<T> _type = context?.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>
        ?? throw new InvalidOperationException($"{context?.GetType().Name} has no contract for {typeof(T).Name}. Add [JsonSerializable(typeof({typeof(T).Name}))] to it.");

    /// <summary>Reads an object, or the one that a text holds where the reader is lenient.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether the context could read it; if not, one problem has been noted with its path, and the object passed over.</returns>
    public bool Read(ref ArgumentReader reader, out T value)
    {
        value = default!;
        if (!reader.BeginObject()) return false;

        // The context works on a copy: where it fails half-way, the rest of the arguments can still be read.
        var copy = reader.Json;
        try
        {
            value = JsonSerializer.Deserialize(ref copy, _type)!;
        }
        catch (JsonException exception)
        {
            ContextProblem.Add(ref reader, exception.Path, _type);
            reader.SkipObject();
            return false;
        }
        catch (NotSupportedException)
        {
            // System.Text.Json's answer to an object of an abstract type, here or further in, that does not begin by naming its kind.
            if (_type.PolymorphismOptions is null) reader.Add("must fit the schema: an object of several kinds begins with the member that names its kind.");
            else ContextProblem.Add(ref reader, null, _type);
            reader.SkipObject();
            return false;
        }

        reader.Json = copy;
        reader.EndObject();
        return true;
    }

    /// <summary>Writes a value.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The value.</param>
    public void Write(Utf8JsonWriter writer, T value) => JsonSerializer.Serialize(writer, value, _type);
}
