using System.Text;
using System.Text.Json;

namespace Fairlead.Cli.Running;

/// <summary>What of a JSON-RPC message those must know who only pass it on.</summary>
/// <param name="Method">Its method; none where it is a response.</param>
/// <param name="Id">Its id, as it stands in the message.</param>
internal sealed record MessageHead(string? Method, string? Id)
{
    public bool IsRequest => Method is not null && Id is not null;

    public bool IsResponse => Method is null && Id is not null;

    /// <summary>The heads of a line: one, or those of a batch (2025-03-26); none where it is no JSON-RPC.</summary>
    public static IReadOnlyList<MessageHead> ReadAll(ReadOnlySpan<byte> line)
    {
        var heads = new List<MessageHead>(1);
        var reader = new Utf8JsonReader(line);
        try
        {
            if (!reader.Read()) return [];
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                heads.Add(Read(ref reader, line));
            }
            else if (reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.StartObject) heads.Add(Read(ref reader, line));
            }
        }
        catch (JsonException)
        {
            return [];
        }

        return heads;
    }

    private static MessageHead Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        string? method = null, id = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMethod = reader.ValueTextEquals("method"u8);
            var isId = reader.ValueTextEquals("id"u8);
            if (!reader.Read()) break;
            if (isMethod && reader.TokenType == JsonTokenType.String) method = reader.GetString();
            if (isId && reader.TokenType is JsonTokenType.String or JsonTokenType.Number) id = Encoding.UTF8.GetString(line[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]);
            reader.Skip();
        }

        return new MessageHead(method, id);
    }
}
