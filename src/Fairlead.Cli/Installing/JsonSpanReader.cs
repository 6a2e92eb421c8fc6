using System.Text.Json;

namespace Fairlead.Cli.Installing;

/// <summary>Finds where the members of JSON stand, down to the servers' entries.</summary>
internal static class JsonSpanReader
{
    private const int MaxDepth = 3;

    private static readonly JsonReaderOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <exception cref="FormatException">It is no JSON object, or has a member twice.</exception>
    public static JsonSpan Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, Lenient);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) throw new FormatException("it is no JSON object");
            var root = Read(ref reader, "", 0, 1);
            while (reader.Read())
            {
                // Nothing may follow.
            }

            return root;
        }
        catch (JsonException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    private static JsonSpan Read(ref Utf8JsonReader reader, string name, int keyStart, int depth)
    {
        var start = (int)reader.TokenStartIndex;
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        var members = new List<JsonSpan>();
        if (isObject && depth <= MaxDepth)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (key, at) = (reader.GetString()!, (int)reader.TokenStartIndex);
                if (members.Exists(member => member.Name == key)) throw new FormatException($"\"{key}\" is in it twice");
                reader.Read();
                members.Add(Read(ref reader, key, at, depth + 1));
            }
        }
        else
        {
            reader.Skip();
        }

        return new JsonSpan(name, keyStart, start, (int)reader.BytesConsumed, isObject, members);
    }
}
