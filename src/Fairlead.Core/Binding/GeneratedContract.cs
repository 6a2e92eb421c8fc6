using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Fairlead.Binding;

/// <summary>Makes contracts for System.Text.Json of generated code. Called by generated code; not meant for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GeneratedContract
{
    /// <summary>Makes a contract.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="write">Writes a value.</param>
    /// <param name="read">Reads a value.</param>
    public static JsonTypeInfo<T> Create<T>(Action<Utf8JsonWriter, T> write, ValueReader<T> read)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(read);
        var options = new JsonSerializerOptions { TypeInfoResolver = JsonTypeInfoResolver.Combine() };
        return JsonMetadataServices.CreateValueInfo<T>(options, new Converter<T>(write, read));
    }

    private sealed class Converter<T>(Action<Utf8JsonWriter, T> write, ValueReader<T> read) : JsonConverter<T>
    {
        public override bool HandleNull => true;

        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var arguments = new ArgumentReader(JsonMarshal.GetRawUtf8Value(document.RootElement), lenient: false);
            if (arguments.MoveToRoot() && read(ref arguments, out var value)) return value;
            throw new JsonException(arguments.Problems);
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => write(writer, value);
    }
}
