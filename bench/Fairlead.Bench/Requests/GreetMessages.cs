using System.Globalization;
using System.Text;

namespace Fairlead.Bench.Requests;

/// <summary>Calls of the tool that all servers have, as messages of 2025-11-25.</summary>
internal static class GreetMessages
{
    public const string Reply = "HELLO, World!";

    private const string Head = """{"jsonrpc":"2.0","id":""";
    private const string Tail = ""","method":"tools/call","params":{"name":"greet","arguments":{"name":"World","times":3,"loud":true}}}""";

    private static readonly byte[] HeadBytes = Encoding.UTF8.GetBytes(Head);
    private static readonly byte[] TailBytes = Encoding.UTF8.GetBytes(Tail + "\n");

    public static string LegacyCall(int id) => string.Create(CultureInfo.InvariantCulture, $"{Head}{id}{Tail}");

    public static void WriteLegacyCall(Stream batch, int id)
    {
        Span<byte> digits = stackalloc byte[11];
        id.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        batch.Write(HeadBytes);
        batch.Write(digits[..length]);
        batch.Write(TailBytes);
    }

    /// <exception cref="InvalidOperationException">The reply is not what the tool gives.</exception>
    public static void CheckCall(string reply)
    {
        if (!reply.Contains(Reply, StringComparison.Ordinal)) throw new InvalidOperationException($"The reply is wrong: {reply}");
    }
}
