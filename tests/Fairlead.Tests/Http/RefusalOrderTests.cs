using System.Text;

namespace Fairlead.Tests.Http;

/// <summary>Where two things are wrong at once, the condition that stands earlier in the table answers.</summary>
public sealed class RefusalOrderTests(GreeterFixture fixture) : IClassFixture<GreeterFixture>
{
    private const string NotJson = "{";
    private const string NotMessage = "{}";
    private static readonly string TooLong = new(' ', 200_001);

    /// <summary>A request with one fault or several; each row breaks two conditions that follow each other.</summary>
    public static TheoryData<string, int, int> Rows => new()
    {
        { "host origin", 403, -32600 },
        { "origin verb", 403, -32600 },
        { "host type", 403, -32600 },
        { "verb type", 405, -32600 },
        { "type accept", 415, -32600 },
        { "accept length", 406, -32600 },
        { "accept body", 406, -32600 },
        { "length body", 413, -32600 },
        { "length revision", 413, -32600 },
        { "body revision", 400, -32700 },
        { "message revision", 400, -32600 },
        { "revision meta", 400, -32022 },
        { "revision method", 400, -32022 },
        { "differs meta", 400, -32020 },
        { "method meta", 400, -32020 },
        { "method unknown", 400, -32020 },
        { "name meta", 400, -32020 },
        { "meta unknown", 400, -32602 },
        { "meta tool", 400, -32602 },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task The_earlier_condition_answers(string faults, int status, int code)
    {
        var reply = await fixture.Server.AskAsync(Broken(faults.Split(' ')));
        Assert.Equal((status, code), (reply.Status, reply.Code));
    }

    private static Post Broken(string[] faults)
    {
        var meta = faults.Contains("meta") ? "\"_meta\":{}" : Post.Meta;
        var method = faults.Contains("unknown") ? "no/such" : "tools/call";
        var tool = faults.Contains("tool") ? "no_such" : "greet";
        var body = faults.Contains("body") ? NotJson
            : faults.Contains("message") ? NotMessage
            : Encoding.UTF8.GetString(Post.Modern(method, $"\"name\":\"{tool}\",\"arguments\":{{\"name\":\"x\"}}", meta: meta).Body);
        if (faults.Contains("length")) body = TooLong + body;
        var post = new Post(body) { Verb = faults.Contains("verb") ? "PUT" : "POST" }
            .With("MCP-Protocol-Version", "2026-07-28").With("Mcp-Method", method).With("Mcp-Name", tool);
        foreach (var fault in faults)
        {
            _ = fault switch
            {
                "host" => post.With("Host", "evil.example"),
                "origin" => post.With("Origin", "https://evil.example"),
                "type" => post.With("Content-Type", "text/plain"),
                "accept" => post.With("Accept", "text/html"),
                "revision" => post.With("MCP-Protocol-Version", "1900-01-01"),
                "differs" => post.With("MCP-Protocol-Version", "2025-11-25"),
                "method" => post.With("Mcp-Method", "tools/list"),
                "name" => post.With("Mcp-Name", "other"),
                _ => post,
            };
        }

        // _meta that names no revision cannot differ from the header; it must name another one.
        return faults is ["differs", ..] ? Differing() : post;
    }

    private static Post Differing() =>
        Post.Call("greet", "{}", "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2025-11-25\"}");
}
