using Fairlead.Protocol;

namespace Fairlead.Testing;

/// <summary>Messages as broken or hostile clients send them.</summary>
public static class BrokenMessages
{
    private const int Depth = 500;

    /// <summary>Messages that a server of a revision must refuse, each with an error: broken JSON, broken JSON-RPC, and requests that the protocol does not have.</summary>
    /// <param name="revision">The revision in which they would be served if they were whole.</param>
    public static IReadOnlyList<BrokenMessage> For(ProtocolRevision revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        var known = revision.RequiresRequestMeta
            ? $"\"io.modelcontextprotocol/protocolVersion\":\"{revision.Version}\",\"io.modelcontextprotocol/clientCapabilities\":{{}}"
            : "";
        var list = Request("tools/list", "");
        return
        [
            new("half a message", list[..(list.Length / 2)]),
            new("no JSON", "hello"),
            new("a comment", list.Insert(1, "/* hello */")),
            new("a comma too many", list.Insert(list.Length - 1, ",")),
            new("two messages without anything between them", list + list),
            new("a number that JSON does not have", Request("tools/list", "\"cursor\":NaN,")),
            new($"{Depth} arrays in each other", Request("tools/list", $"\"cursor\":{new string('[', Depth)}{new string(']', Depth)},")),
            new("null", "null"),
            new("a number", "42"),
            new("a text", "\"tools/list\""),
            new("the same method twice", list.Replace("\"method\":", "\"method\":\"ping\",\"method\":", StringComparison.Ordinal)),
            new("the same method twice, once escaped", list.Replace("\"method\":", "\"meth\\u006fd\":\"ping\",\"method\":", StringComparison.Ordinal)),
            new("no jsonrpc", list.Replace("\"jsonrpc\":\"2.0\",", "", StringComparison.Ordinal)),
            new("jsonrpc 1.0", list.Replace("\"2.0\"", "\"1.0\"", StringComparison.Ordinal)),
            new("jsonrpc as a number", list.Replace("\"2.0\"", "2.0", StringComparison.Ordinal)),
            new("neither method nor result", """{"jsonrpc":"2.0","id":"broken"}"""),
            new("a method that is a number", list.Replace("\"tools/list\"", "7", StringComparison.Ordinal)),
            new("a method that is null", list.Replace("\"tools/list\"", "null", StringComparison.Ordinal)),
            new("an empty method", Request("", "")),
            new("a method in other letters", Request("Tools/List", "")),
            new("a method with NUL at its end", Request("tools/list\\u0000", "")),
            new("a method that does not exist", Request("fairlead/no_such_method", "")),
            new("an id that is null", list.Replace("\"broken\"", "null", StringComparison.Ordinal)),
            new("an id with a fraction", list.Replace("\"broken\"", "1.5", StringComparison.Ordinal)),
            new("an id that is an object", list.Replace("\"broken\"", "{}", StringComparison.Ordinal)),
            new("an id that is true", list.Replace("\"broken\"", "true", StringComparison.Ordinal)),
            new("params that are an array", """{"jsonrpc":"2.0","id":"broken","method":"tools/list","params":[]}"""),
            new("params that are a text", """{"jsonrpc":"2.0","id":"broken","method":"tools/list","params":"x"}"""),
            new("_meta that is an array", """{"jsonrpc":"2.0","id":"broken","method":"tools/list","params":{"_meta":[]}}"""),
            new("a cursor that is a number", Request("tools/list", "\"cursor\":7,")),
            new("a cursor that the server never gave", Request("tools/list", "\"cursor\":\"broken\",")),
            new("a call without a name", Request("tools/call", "\"arguments\":{},")),
            new("a call whose name is a number", Request("tools/call", "\"name\":7,")),
            new("a call whose arguments are an array", Request("tools/call", "\"name\":\"x\",\"arguments\":[],")),
            new("a resource without a URI", Request("resources/read", "")),
            new("a resource whose URI is an object", Request("resources/read", "\"uri\":{},")),
            new("a prompt without a name", Request("prompts/get", "")),
        ];

        string Request(string method, string parameters) => $"{{\"jsonrpc\":\"2.0\",\"id\":\"broken\",\"method\":\"{method}\",\"params\":{{{parameters}\"_meta\":{{{known}}}}}}}";
    }
}
