using System.Text;

namespace Fairlead.Bench.Micro;

/// <summary>Messages as clients of 2026-07-28 write them.</summary>
internal static class Messages
{
    private const string Meta = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";

    public static byte[] Greet { get; } = Call("greet", """{"name":"World","times":3,"loud":true}""");

    public static byte[] List { get; } = Encoding.UTF8.GetBytes($"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{{{Meta}}}}}");

    public static byte[] Call(string tool, string arguments) =>
        Encoding.UTF8.GetBytes($"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{{\"name\":\"{tool}\",\"arguments\":{arguments},{Meta}}}}}");
}
