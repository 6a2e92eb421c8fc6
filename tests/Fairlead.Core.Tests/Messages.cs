namespace Fairlead.Core.Tests;

/// <summary>Requests of the modern era.</summary>
internal static class Messages
{
    public const string Meta = """
        "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}
        """;

    public static string Modern(string method, string members = "", string id = "1") =>
        Legacy(method, members.Length > 0 ? members + "," + Meta : Meta, id);

    public static string Legacy(string method, string members = "", string id = "1") =>
        $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{""" + members + "}}";

    public static string Call(string tool, string arguments = "{}", string id = "1") =>
        Modern("tools/call", $"\"name\":\"{tool}\",\"arguments\":{arguments}", id);
}
