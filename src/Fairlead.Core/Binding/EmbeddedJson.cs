using System.Text.Json;
using Fairlead.Protocol;

namespace Fairlead.Binding;

/// <summary>JSON inside a text: models often send <c>"{\"a\":1}"</c> where <c>{"a":1}</c> is declared.</summary>
internal static class EmbeddedJson
{
    /// <summary>The bytes of the object or array that the current text holds, or <see langword="null"/> if it holds none.</summary>
    public static byte[]? TryGet(ref Utf8JsonReader json, byte opening)
    {
        var text = json.ValueSpan.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty || (text[0] != opening && text[0] != '\\')) return null;
        var buffer = new byte[json.ValueSpan.Length];
        var bytes = buffer.AsSpan(0, json.CopyString(buffer)).Trim(" \t\r\n"u8);
        if (bytes.IsEmpty || bytes[0] != opening || !IsValid(bytes)) return null;
        return bytes.ToArray();
    }

    private static bool IsValid(ReadOnlySpan<byte> bytes)
    {
        // What came in a text has not passed the message reader, whose rules hold here too: the depth is bounded, and every
        // text is one. Duplicates are found by those who read the members.
        var reader = new Utf8JsonReader(bytes);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && SurrogateEscapes.HasLoneSurrogate(reader.ValueSpan)) return false;
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
