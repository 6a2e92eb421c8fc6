using Fairlead.Binding;
using Fairlead.Protocol;

namespace Fairlead.Core.Tests.Engine.Asking;

/// <summary>A form for a name, and messages about it.</summary>
internal static class Ask
{
    public static readonly ElicitForm<string> Name = new(
        """{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}"""u8.ToArray(),
        static (ReadOnlyMemory<byte> content, out string? name) =>
        {
            name = Message.TextOf(Message.Member(content, "name"u8));
            return name is null ? "name: required." : null;
        });

    public const string Everything = """{"elicitation":{"form":{},"url":{}},"sampling":{"tools":{}},"roots":{}}""";

    /// <summary>A modern call by a client with capabilities, perhaps with answers.</summary>
    public static string Call(string tool, string more = "", string id = "1", string capabilities = Everything, string arguments = "{}") => $$$"""
        {"jsonrpc":"2.0","id":{{{id}}},"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}},{{{more}}}"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{{{capabilities}}} } } }
        """;

    /// <summary>The members of a retry.</summary>
    public static string Answers(string reply, string responses) =>
        $"\"inputResponses\":{responses},\"requestState\":\"{StateOf(reply)}\",";

    public static string StateOf(string reply)
    {
        const string Start = "\"requestState\":\"";
        var start = reply.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        Assert.True(start >= Start.Length, reply);
        return reply[start..reply.IndexOf('"', start)];
    }
}
