namespace Fairlead.Core.Tests.Engine;

public class ErasTests
{
    private const string Stamp = """
        "resultType":"complete","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"test","version":"1.2.3"}}
        """;

    private const string CacheableStamp = """
        "resultType":"complete","ttlMs":0,"cacheScope":"private","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"test","version":"1.2.3"}}
        """;

    public static TheoryData<string, string> Modern => new()
    {
        {
            Messages.Modern("server/discover"),
            """{"jsonrpc":"2.0","id":1,"result":{"supportedVersions":["2026-07-28","2025-11-25","2025-06-18","2025-03-26","2024-11-05"],"capabilities":{"logging":{},"tools":{"listChanged":true}},""" + CacheableStamp + "}}"
        },
        {
            Messages.Modern("tools/list", id: "9007199254740993"),
            """{"jsonrpc":"2.0","id":9007199254740993,"result":{"tools":[{"name":"say","title":"Say","inputSchema":{"type":"object","additionalProperties":false}}],""" + CacheableStamp + "}}"
        },
        {
            Messages.Call("say", id: "\"a\\u00e9\""),
            """{"jsonrpc":"2.0","id":"a\u00e9","result":{"content":[{"type":"text","text":"héllo"}],""" + Stamp + "}}"
        },
        { Messages.Call("nope"), """{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"Unknown tool: nope"}}""" },
        { Messages.Modern("tools/call"), """{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"params.name is missing; it must be a string."}}""" },
        { Messages.Modern("tools/call", "\"name\":\"say\",\"arguments\":[]"), """{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"params.arguments must be an object."}}""" },
        { Messages.Modern("prompts/get", "\"name\":\"p\""), """{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"Unknown prompt: p"}}""" },
        { Messages.Modern("resources/read", "\"uri\":\"x://y\""), """{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"Resource not found: x://y","data":{"uri":"x://y"}}}""" },
        { Messages.Modern("initialize"), """{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found: initialize"}}""" },
        { Messages.Modern("ping"), """{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found: ping"}}""" },
        { Messages.Modern("logging/setLevel", "\"level\":\"info\""), """{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found: logging/setLevel"}}""" },
        { Messages.Modern("tools/list", "\"cursor\":\"bad\""), """{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"Invalid cursor: the list has changed, or no reply gave it. Start again without one."}}""" },
        {
            """{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"1900-01-01"}}}""",
            """{"jsonrpc":"2.0","id":1,"error":{"code":-32022,"message":"Unsupported protocol version","data":{"supported":["2026-07-28","2025-11-25","2025-06-18","2025-03-26","2024-11-05"],"requested":"1900-01-01"}}}"""
        },
        {
            """{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}""",
            """{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"params._meta[\"io.modelcontextprotocol/clientCapabilities\"] is missing or has the wrong type; it must be an object."}}"""
        },
        {
            """{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":7}}}""",
            """{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"params._meta[\"io.modelcontextprotocol/protocolVersion\"] is missing or has the wrong type; it must be a string such as \"2026-07-28\"."}}"""
        },
        {
            """{"jsonrpc":"2.0","id":1,"method":"server/discover"}""",
            """{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"params._meta is missing; it must be an object."}}"""
        },
        {
            """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""",
            """{"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"No conversation is open. Send initialize first or, from 2026-07-28 on, say protocolVersion and clientCapabilities in params._meta."}}"""
        },
        { """{"jsonrpc":"2.0","id":1,"method":"ping"}""", """{"jsonrpc":"2.0","id":1,"result":{}}""" },
        { "nonsense", """{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error: the message is not valid JSON in UTF-8."}}""" },
        { "[]", """{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid request: Batches are not supported; send one message at a time."}}""" },
    };

    [Theory]
    [MemberData(nameof(Modern))]
    public async Task Without_a_conversation(string request, string reply)
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Text("say", "héllo")));
        Assert.Equal(reply, await client.AskAsync(request));
    }

    [Theory]
    [InlineData("2024-11-05", """{"name":"say","inputSchema":{"type":"object","additionalProperties":false}}""")]
    [InlineData("2025-03-26", """{"name":"say","inputSchema":{"type":"object","additionalProperties":false}}""")]
    [InlineData("2025-06-18", """{"name":"say","title":"Say","inputSchema":{"type":"object","additionalProperties":false}}""")]
    [InlineData("2025-11-25", """{"name":"say","title":"Say","inputSchema":{"type":"object","additionalProperties":false}}""")]
    public async Task In_each_legacy_revision(string version, string tool)
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Text("say")));

        Assert.Equal(
            """{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"VERSION","capabilities":{"logging":{},"tools":{"listChanged":true}},"serverInfo":{"name":"test","version":"1.2.3"}}}"""
                .Replace("VERSION", version, StringComparison.Ordinal),
            await client.InitializeAsync(version));
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{"tools":[""" + tool + "]}}", await client.AskAsync(Messages.Legacy("tools/list")));
        Assert.Equal(
            """{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"ok"}]}}""",
            await client.AskAsync(Messages.Legacy("tools/call", "\"name\":\"say\",\"arguments\":null")));
        Assert.Equal("""{"jsonrpc":"2.0","id":"p","result":{}}""", await client.AskAsync(Messages.Legacy("ping", id: "\"p\"")));
        Assert.Equal(
            """{"jsonrpc":"2.0","id":1,"error":{"code":-32002,"message":"Resource not found: x://y","data":{"uri":"x://y"}}}""",
            await client.AskAsync(Messages.Legacy("resources/read", "\"uri\":\"x://y\"")));
        Assert.Contains("-32601", await client.AskAsync(Messages.Legacy("server/discover")), StringComparison.Ordinal);

        // A request that speaks for itself is served statelessly in the midst of a legacy conversation.
        Assert.Contains("\"resultType\":\"complete\"", await client.AskAsync(Messages.Call("say")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1999-01-01")]
    [InlineData("2026-07-28")]
    public async Task An_unknown_revision_is_answered_with_the_newest_that_has_sessions(string version)
    {
        await using var client = await RawClient.ConnectAsync(_ => { });
        Assert.Contains("\"protocolVersion\":\"2025-11-25\"", await client.InitializeAsync(version), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revisions_that_are_not_offered_are_not_spoken()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Options.Revisions = [Fairlead.Protocol.ProtocolRevision.V20260728]);
        Assert.Contains("-32022", await client.AskAsync(Messages.Legacy("initialize", "\"protocolVersion\":\"2025-11-25\"")), StringComparison.Ordinal);
        Assert.Contains("\"supportedVersions\":[\"2026-07-28\"]", await client.AskAsync(Messages.Modern("server/discover")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notifications_and_responses_are_never_answered()
    {
        await using var client = await RawClient.ConnectAsync(_ => { });
        await client.SendAsync("""{"jsonrpc":"2.0","method":"notifications/unknown"}""");
        await client.SendAsync("""{"jsonrpc":"2.0","method":"tools/call","params":{"name":"x"}}""");
        await client.SendAsync("""{"jsonrpc":"2.0","id":5,"result":{}}""");
        await client.SendAsync("");
        Assert.Equal("", await client.EndAsync());
    }
}
