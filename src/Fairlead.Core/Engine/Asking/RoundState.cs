using System.Buffers;
using System.Text;
using System.Text.Json;
using Fairlead.Protocol;

namespace Fairlead.Engine.Asking;

/// <summary>What a call carries from round to round: the answers so far, and the results of what was done once.</summary>
internal sealed class RoundState
{
    /// <summary>Which round this is: 0 for the first.</summary>
    public int Round { get; private set; }

    /// <summary>When the state is worth nothing any more.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Tells this state from all others.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The answers by their question's key, as the client sent them.</summary>
    public Dictionary<string, ReadOnlyMemory<byte>> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>The results of what was done once, by key: JSON.</summary>
    public Dictionary<string, ReadOnlyMemory<byte>> Done { get; } = new(StringComparer.Ordinal);

    /// <summary>Encodes the state for the next round.</summary>
    public ReadOnlyMemory<byte> EncodeNext(DateTimeOffset expiresAt)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(buffer, Envelope.WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("id"u8, Guid.NewGuid());
        writer.WriteNumber("round"u8, Round + 1);
        writer.WriteNumber("expires"u8, expiresAt.ToUnixTimeMilliseconds());
        Write(writer, "answers"u8, Answers);
        Write(writer, "done"u8, Done);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Reads what <see cref="EncodeNext"/> wrote.</summary>
    public static RoundState Decode(ReadOnlyMemory<byte> json)
    {
        var state = new RoundState
        {
            Id = Message.TextOf(Message.Member(json, "id"u8))!,
            Round = (int)Number(Message.Member(json, "round"u8)),
            ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(Number(Message.Member(json, "expires"u8))),
        };
        Read(Message.Member(json, "answers"u8), state.Answers);
        Read(Message.Member(json, "done"u8), state.Done);
        return state;
    }

    /// <summary>Reads the members of a JSON object that was read before.</summary>
    public static void Read(ReadOnlyMemory<byte> json, Dictionary<string, ReadOnlyMemory<byte>> members)
    {
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            members[name] = json[start..(int)reader.BytesConsumed];
        }
    }

    private static long Number(ReadOnlyMemory<byte> json) => long.Parse(Encoding.ASCII.GetString(json.Span), null);

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Dictionary<string, ReadOnlyMemory<byte>> members)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in members)
        {
            writer.WritePropertyName(key);
            writer.WriteRawValue(value.Span, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }
}
