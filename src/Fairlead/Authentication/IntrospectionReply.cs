using System.Globalization;
using System.Text.Json;

namespace Fairlead.Authentication;

/// <summary>What an authorization server says of a token (RFC 7662, section 2.2).</summary>
internal sealed class IntrospectionReply
{
    public bool IsActive { get; private set; }

    public string? Subject { get; private set; }

    public string? Issuer { get; private set; }

    public string? Client { get; private set; }

    public List<string> Audiences { get; } = [];

    public List<string> Scopes { get; } = [];

    public List<string> Roles { get; } = [];

    public DateTimeOffset? Expires { get; private set; }

    public DateTimeOffset? NotBefore { get; private set; }

    /// <summary>Reads an answer.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static IntrospectionReply Parse(ReadOnlySpan<byte> json)
    {
        var reply = new IntrospectionReply();
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("The answer is not a JSON object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            reply.Take(name, ref reader);
        }

        return reply;
    }

    private void Take(string name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "active":
                IsActive = reader.TokenType == JsonTokenType.True;
                break;
            case "sub":
                Subject = TextOf(ref reader);
                break;
            case "iss":
                Issuer = TextOf(ref reader);
                break;
            case "client_id":
                Client = TextOf(ref reader);
                break;
            case "exp":
                Expires = TimeOf(ref reader);
                break;
            case "nbf":
                NotBefore = TimeOf(ref reader);
                break;
            case "aud":
                AddTo(Audiences, ref reader);
                break;
            case "scope" or "scp":
                AddTo(Scopes, ref reader);
                break;
            case "roles":
                AddTo(Roles, ref reader);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static string? TextOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        reader.Skip();
        return null;
    }

    private static DateTimeOffset TimeOf(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var seconds) && seconds is >= 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"A time is not a number of seconds (byte {reader.TokenStartIndex})."));

    private static void AddTo(List<string> list, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            if (TextOf(ref reader) is { } text) list.Add(text);
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (TextOf(ref reader) is { } text) list.Add(text);
        }
    }
}
