using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Testbed;

/// <summary>
/// Messages as an attacker or a broken client would send them: truncated, deep, huge, with duplicate members, wrong types,
/// wrong encodings. Each is one line. The same seed gives the same messages.
/// </summary>
public static class HostileMessages
{
    private const string Meta =
        "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{},\"progressToken\":1}";

    private static readonly string[] Methods =
    [
        "tools/call", "tools/list", "resources/read", "resources/list", "resources/templates/list", "prompts/get", "prompts/list",
        "server/discover", "initialize", "ping", "logging/setLevel", "notifications/cancelled", "notifications/initialized",
        "completion/complete", "subscriptions/listen", "tasks/get", "no/such", "", "TOOLS/CALL", "tools/call\\u0000", "__proto__",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "9007199254740993", "99999999999999999999999999", "\"\"", "\"greet\"", "\"\\ud83d\\ude00\"",
        "\"\\u0000\"", "\"\\ud800\"", "\"../../etc/passwd\"", "\"%2e%2e%2f\"", "\"'; DROP TABLE users; --\"", "\"$(reboot)\"", "[]", "{}",
        "[null]", "{\"a\":{\"a\":{}}}", "{\"name\":\"x\"}", "{\"name\":\"x\",\"name\":\"y\"}", "{\"na\\u006de\":1}", "{\"\":0}",
        "{\"__proto__\":{\"admin\":true}}", "\"2026-07-28\"", "\"2025-11-25\"", "\"1900-01-01\"", "\"docs://system-overview\"", "NaN", "undefined",
    ];

    /// <summary>The messages of a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<byte[]> Generate(ulong seed, int count)
    {
        var messages = new List<byte[]>(count);
        var config = Config.QuickThrowOnFailure.WithReplay(seed, 1).WithMaxTest(count).WithQuietOnSuccess(true);
        Prop.ForAll(Arb.From(OneLine), message => messages.Add(message)).Check(config);
        return messages;
    }

    private static Gen<byte[]> OneLine => Gen.Frequency(
        (6, Wellformed.Select(Encoding.UTF8.GetBytes)),
        (2, Wellformed.SelectMany(Truncated)),
        (2, Wellformed.SelectMany(Flipped)),
        (1, Deep.Select(Encoding.UTF8.GetBytes)),
        (1, Huge.Select(Encoding.UTF8.GetBytes)),
        (1, Encoded),
        (1, Noise)).Select(bytes => Array.FindAll(bytes, b => b is not ((byte)'\n' or (byte)'\r')));

    private static Gen<string> Value => Gen.Elements(Values);

    private static Gen<string> Id => Gen.Frequency((5, Gen.Choose(1, 1_000_000).Select(i => $"{i}")), (2, Value), (1, Gen.Constant("\"id\\u0041\"")));

    private static Gen<string> Wellformed =>
        from version in Gen.Frequency((9, Gen.Constant("\"2.0\"")), (1, Value))
        from id in Id
        from method in Gen.Frequency((9, Gen.Elements(Methods).Select(name => $"\"{name}\"")), (1, Value))
        from parameters in Params
        from shape in Gen.Choose(0, 11)
        select shape switch
        {
            0 => $"{{\"jsonrpc\":{version},\"method\":{method},\"params\":{parameters}}}",
            1 => $"{{\"jsonrpc\":{version},\"id\":{id},\"result\":{parameters}}}",
            2 => $"{{\"jsonrpc\":{version},\"id\":{id},\"method\":{method},\"id\":{id}}}",
            3 => $"[{{\"jsonrpc\":{version},\"id\":{id},\"method\":{method}}}]",
            4 => $"{{\"params\":{parameters},\"method\":{method},\"id\":{id},\"jsonrpc\":{version}}}",
            _ => $"{{\"jsonrpc\":{version},\"id\":{id},\"method\":{method},\"params\":{parameters}}}",
        };

    private static Gen<string> Params => Gen.Frequency(
        (6, Members.Select(members => $"{{{members},{Meta}}}")),
        (3, Members.Select(members => $"{{{members}}}")),
        (1, Value));

    private static Gen<string> Members =>
        from key in Gen.Elements("name", "uri", "arguments", "cursor", "protocolVersion", "level", "requestId", "_meta", "x")
        from value in Value
        from name in Value
        from arguments in Value
        from call in Gen.Choose(0, 2)
        select call == 0 ? $"\"{key}\":{value}" : $"\"name\":{(call == 1 ? "\"greet\"" : name)},\"arguments\":{{\"name\":{arguments},\"{key}\":{value}}}";

    private static Gen<string> Deep =>
        from depth in Gen.Choose(50, 5000)
        from open in Gen.Elements("[", "{\"a\":")
        from closed in Gen.Choose(0, 1)
        select $"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{{\"name\":\"greet\",\"arguments\":{{\"name\":"
            + string.Concat(Enumerable.Repeat(open, depth)) + "1"
            + (closed == 1 ? string.Concat(Enumerable.Repeat(open == "[" ? "]" : "}", depth)) + "}}}" : "");

    private static Gen<string> Huge =>
        from size in Gen.Choose(1000, 60_000)
        from kind in Gen.Choose(0, 2)
        select kind switch
        {
            0 => $"{{\"jsonrpc\":\"2.0\",\"id\":\"{new string('i', size)}\",\"method\":\"ping\"}}",
            1 => $"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"{new string('m', size)}\",\"params\":{{{Meta}}}}}",
            _ => "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"greet\",\"arguments\":{"
                + string.Join(',', Enumerable.Range(0, size / 20).Select(i => $"\"a{i}\":{i}")) + $"}},{Meta}}}}}",
        };

    private static Gen<byte[]> Encoded =>
        from text in Wellformed
        from encoding in Gen.Elements(Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1)
        from preamble in Gen.Choose(0, 1)
        select (byte[])[.. preamble == 1 ? Encoding.UTF8.Preamble : [], .. encoding.GetBytes(text + "é")];

    private static Gen<byte[]> Noise => Gen.Choose(0, 255).Select(i => (byte)i).ArrayOf().Select(bytes => bytes);

    private static Gen<byte[]> Truncated(string text) =>
        from length in Gen.Choose(1, Math.Max(1, text.Length - 1))
        select Encoding.UTF8.GetBytes(text)[..Math.Min(length, Encoding.UTF8.GetByteCount(text))];

    private static Gen<byte[]> Flipped(string text) =>
        from position in Gen.Choose(0, text.Length - 1)
        from value in Gen.Choose(0, 255)
        select Replace(Encoding.UTF8.GetBytes(text), position, (byte)value);

    private static byte[] Replace(byte[] bytes, int position, byte value)
    {
        bytes[position] = value;
        return bytes;
    }
}
