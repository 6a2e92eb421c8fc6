using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fairlead.Binding;

/// <summary>Reads and writes a type by the <see cref="JsonConverter{T}"/> that its author gave it. Used by generated code; not meant for others.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <typeparam name="TConverter">The converter.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Design", "CA1000", Justification = "The converter is one for each pair of types.")]
public static class ConvertedValue<T, TConverter> where TConverter : JsonConverter<T>, new()
{
    private static readonly TConverter Converter = new();
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Reads a value.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether the converter could read it.</returns>
    public static bool Read(ref ArgumentReader reader, out T value)
    {
        value = default!;

        // The converter works on a copy: where it throws half-way, the rest of the arguments can still be read.
        var copy = reader.Json;
        try
        {
            value = Converter.Read(ref copy, typeof(T), Options)!;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            return reader.Mismatch($"a valid {typeof(T).Name}");
        }

        reader.Json = copy;
        return true;
    }

    /// <summary>Writes a value.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The value.</param>
    public static void Write(Utf8JsonWriter writer, T value) => Converter.Write(writer, value, Options);
}
