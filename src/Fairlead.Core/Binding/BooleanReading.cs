using System.Buffers.Text;
using System.ComponentModel;
using System.Text.Json;

namespace Fairlead.Binding;

/// <summary>Reads Booleans. Called by generated code; not meant for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BooleanReading
{
    /// <summary>Reads a Boolean; where the reader is lenient also <c>"true"</c>, <c>"false"</c>, <c>1</c> and <c>0</c>.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is one.</returns>
    public static bool Boolean(ref ArgumentReader reader, out bool value)
    {
        value = reader.Json.TokenType == JsonTokenType.True;
        if (value || reader.Json.TokenType == JsonTokenType.False) return true;
        if (!reader.IsLenient || reader.Json.TokenType is not (JsonTokenType.String or JsonTokenType.Number)) return reader.Mismatch("true or false");
        var text = reader.Json.ValueSpan;
        if (text.SequenceEqual("1"u8) || text.SequenceEqual("0"u8))
        {
            value = text[0] == (byte)'1';
            return true;
        }

        // Utf8Parser knows "true" and "false" in any case, and reads no further than the word.
        return (Utf8Parser.TryParse(text, out value, out var length) && length == text.Length) || reader.Mismatch("true or false");
    }
}
