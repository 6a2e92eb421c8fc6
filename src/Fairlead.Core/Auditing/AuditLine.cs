using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Fairlead.Auditing;

/// <summary>
/// The form of a record in a chain: a line of JSON whose last member is the SHA-256 of everything before that member, which has
/// the hash of the previous record in it.
/// </summary>
internal static class AuditLine
{
    public const int HashLength = 64;

    // ,"hash":"…"}
    public const int SuffixLength = HashLength + 11;

    public static readonly JsonWriterOptions WriterOptions = new() { SkipValidation = true };

    /// <summary>Begins a line. Its other members are written next.</summary>
    public static void Begin(Utf8JsonWriter writer, AuditHead previous, DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[28];
        time.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        writer.Reset();
        writer.WriteStartObject();
        writer.WriteNumber("v"u8, 1);
        writer.WriteNumber("seq"u8, previous.Sequence + 1);
        writer.WriteString("time"u8, text[..length]);
        writer.WriteString("prev"u8, previous.Hash);
    }

    /// <summary>Ends a line, without its line break.</summary>
    /// <param name="output">Where the writer writes.</param>
    /// <param name="writer">The writer.</param>
    /// <param name="start">Where the line begins in the output.</param>
    /// <param name="previous">The end of the chain before it.</param>
    /// <returns>The end of the chain with it.</returns>
    public static AuditHead End(ArrayBufferWriter<byte> output, Utf8JsonWriter writer, int start, AuditHead previous)
    {
        writer.Flush();
        var hash = Hash(output.WrittenSpan[start..]);
        output.Write(",\"hash\":\""u8);
        Encoding.ASCII.GetBytes(hash, output);
        output.Write("\"}"u8);
        return new(previous.Sequence + 1, hash);
    }

    /// <summary>Reads the place in the chain that a line says it has, and whether its hash is that of its content.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out long sequence, out string previous, out string hash)
    {
        (sequence, previous, hash) = (0, "", "");
        if (line.Length <= SuffixLength || !line[^SuffixLength..].StartsWith(",\"hash\":\""u8)) return false;
        hash = Encoding.ASCII.GetString(line.Slice(line.Length - HashLength - 2, HashLength));
        return hash == Hash(line[..^SuffixLength]) && TryReadPlace(line, out sequence, out previous);
    }

    /// <summary>Seals a place in a chain.</summary>
    public static string Seal(ReadOnlySpan<byte> key, AuditHead head) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"fairlead-audit:{head.Sequence}:{head.Hash}")));

    /// <summary>Whether a seal is that of a place in a chain.</summary>
    public static bool IsSeal(ReadOnlySpan<byte> key, AuditHead head, string? seal) =>
        seal is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(seal), Encoding.UTF8.GetBytes(Seal(key, head)));

    private static string Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash);
    }

    private static bool TryReadPlace(ReadOnlySpan<byte> line, out long sequence, out string previous)
    {
        (sequence, previous) = (0, "");
        try
        {
            var reader = new Utf8JsonReader(line);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("seq"u8) && reader.Read()) sequence = reader.GetInt64();
                else if (reader.ValueTextEquals("prev"u8) && reader.Read()) previous = reader.GetString() ?? "";
                else reader.Skip();
                if (sequence > 0 && previous.Length > 0) return true;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            // A line that is no record.
        }

        return false;
    }
}
