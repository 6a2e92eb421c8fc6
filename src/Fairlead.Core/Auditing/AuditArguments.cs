using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Auditing;

/// <summary>What a record says of a call's arguments.</summary>
internal static class AuditArguments
{
    private const int MaxCount = 64;
    private const int MaxName = 128;
    private const int MaxValue = 1024;

    private static readonly byte[] Redacted = [.. "\"[redacted]\""u8];
    private static readonly byte[] TooLong = [.. "\"[too long]\""u8];

    /// <summary>Reads the arguments' names and, of those that are marked, values. The result does not depend on the call's bytes.</summary>
    public static AuditArgument[] Read(ReadOnlySpan<byte> arguments, Component? component, byte[]? key)
    {
        if (arguments is not [(byte)'{', ..]) return [];
        var marks = ArgumentMarks.Of(component);
        var found = new List<AuditArgument>(4);
        var reader = new Utf8JsonReader(arguments, Message.AnyDepth);
        reader.Read();
        while (found.Count < MaxCount && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var value = arguments[start..(int)reader.BytesConsumed];
            found.Add(new(name.Length <= MaxName ? name : name[..MaxName] + "…", ValueOf(name, value, marks, key)));
        }

        return [.. found];
    }

    private static byte[] ValueOf(string name, ReadOnlySpan<byte> value, ArgumentMarks marks, byte[]? key)
    {
        if (marks.Sensitive.Contains(name)) return key is null ? Redacted : Digest(name, value, key);
        if (!marks.Audited.Contains(name)) return [];
        return value.Length <= MaxValue ? value.ToArray() : TooLong;
    }

    // With the name, so that equal values of different arguments do not look equal.
    private static byte[] Digest(string name, ReadOnlySpan<byte> value, byte[] key)
    {
        var digest = HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes(name), 0, .. value]);
        return Encoding.ASCII.GetBytes($"\"hmac-sha256:{Convert.ToHexStringLower(digest)}\"");
    }
}
