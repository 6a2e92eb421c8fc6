namespace Fairlead.Tests.Http;

/// <summary>What a POST is answered with, condition by condition, as bytes over a socket.</summary>
public sealed class PostTableTests(GreeterFixture fixture) : IClassFixture<GreeterFixture>
{
    private const string World = """{"name":"World"}""";

    [Fact]
    public async Task A_modern_call_is_answered_with_plain_json()
    {
        var reply = await fixture.Server.AskAsync(Post.Call("greet", World));
        Assert.Equal(200, reply.Status);
        Assert.Equal("application/json", reply.Headers["Content-Type"]);
        Assert.Equal(
            """{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"Hello, World!"}],"resultType":"complete","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"test","version":"1.2.3"}}}}""",
            reply.Body);
    }

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData(null)]
    public async Task A_legacy_call_is_answered_without_a_session(string? version)
    {
        var reply = await fixture.Server.AskAsync(Post.Legacy("tools/call", $"\"name\":\"greet\",\"arguments\":{World}", version).With("Mcp-Session-Id", "whatever"));
        Assert.Equal(200, reply.Status);
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"Hello, World!"}]}}""", reply.Body);
        Assert.DoesNotContain("Mcp-Session-Id", reply.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Initialize_agrees_on_the_clients_revision_and_opens_no_session()
    {
        var reply = await fixture.Server.AskAsync(Post.Legacy("initialize", "\"protocolVersion\":\"2025-06-18\",\"capabilities\":{}", version: null));
        Assert.Equal(200, reply.Status);
        Assert.Equal("2025-06-18", reply.Json.GetProperty("result").GetProperty("protocolVersion").GetString());
        Assert.DoesNotContain("Mcp-Session-Id", reply.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("127.evil.example.com")]
    [InlineData("192.168.1.1")]
    [InlineData("")]
    public async Task A_host_that_is_not_loopback_is_refused(string host) =>
        await RefusedAsync(Post.Call("greet", World).With("Host", host), 403, -32600);

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:1")]
    [InlineData("127.1.2.3:8000")]
    [InlineData("[::1]:8000")]
    public async Task A_loopback_host_is_served(string host) =>
        Assert.Equal(200, (await fixture.Server.AskAsync(Post.Call("greet", World).With("Host", host))).Status);

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://localhost@evil.example")]
    [InlineData("null")]
    [InlineData("file://")]
    [InlineData("")]
    public async Task An_origin_that_is_not_allowed_is_refused(string origin) =>
        await RefusedAsync(Post.Call("greet", World).With("Origin", origin), 403, -32600);

    [Theory]
    [InlineData("http://localhost:6274")]
    [InlineData("https://127.0.0.1")]
    [InlineData("http://[::1]:80")]
    public async Task A_page_of_this_machine_may_call(string origin) =>
        Assert.Equal(200, (await fixture.Server.AskAsync(Post.Call("greet", World).With("Origin", origin))).Status);

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    public async Task Only_post_is_served(string verb)
    {
        var reply = await fixture.Server.AskAsync(new Post("") { Verb = verb });
        Assert.Equal(405, reply.Status);
        Assert.Equal("POST", reply.Headers["Allow"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/json5")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json, application/json")]
    public async Task A_content_type_that_is_not_json_is_refused(string? type) =>
        await RefusedAsync(Post.Call("greet", World).With("Content-Type", type), 415, -32600);

    [Fact]
    public async Task An_encoded_body_is_refused() =>
        await RefusedAsync(Post.Call("greet", World).With("Content-Encoding", "gzip"), 415, -32600);

    [Theory]
    [InlineData("Application/JSON")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("application/json ; charset=utf-8 ; x=y")]
    public async Task A_content_type_that_means_json_is_served(string type) =>
        Assert.Equal(200, (await fixture.Server.AskAsync(Post.Call("greet", World).With("Content-Type", type))).Status);

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("text/event-stream")]
    [InlineData("text/html")]
    [InlineData("application/json, text/event-stream;q=0")]
    [InlineData("*/*;q=0.0")]
    public async Task An_accept_that_lacks_a_form_of_reply_is_refused(string? accept) =>
        await RefusedAsync(Post.Call("greet", World).With("Accept", accept), 406, -32600);

    [Theory]
    [InlineData("*/*")]
    [InlineData("application/*, text/*")]
    [InlineData("text/event-stream;q=0.5,Application/Json;q=0.9")]
    public async Task An_accept_with_wildcards_is_served(string accept) =>
        Assert.Equal(200, (await fixture.Server.AskAsync(Post.Call("greet", World).With("Accept", accept))).Status);

    [Fact]
    public async Task An_accept_in_two_lines_is_served() =>
        Assert.Equal(200, (await fixture.Server.AskAsync(Post.Call("greet", World).With("Accept", "application/json").And("Accept", "text/event-stream"))).Status);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("hello")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"} x")]
    public async Task What_is_no_json_is_a_parse_error(string body) =>
        await RefusedAsync(new Post(body).With("MCP-Protocol-Version", "2025-11-25"), 400, -32700);

    [Theory]
    [InlineData("[]", "null")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""", "null")]
    [InlineData("1", "null")]
    [InlineData("{}", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"ping"}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"ping"}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"ping"}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","method":"ping"}""", "1")]
    [InlineData("""{"jsonrpc":"1.0","id":"a","method":"ping"}""", "\"a\"")]
    public async Task What_is_no_message_is_an_invalid_request(string body, string id) =>
        await RefusedAsync(new Post(body).With("MCP-Protocol-Version", "2025-11-25"), 400, -32600, id);

    [Fact]
    public async Task Nesting_deeper_than_the_limit_is_an_invalid_request()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 65)) + string.Concat(Enumerable.Repeat("]", 65));
        await RefusedAsync(Post.Call("greet", $$"""{"name":{{deep}}}"""), 400, -32600);
    }

    [Theory]
    [InlineData("1900-01-01")]
    [InlineData("2026-07-28, 2026-07-28")]
    [InlineData("2026-07-2")]
    [InlineData("")]
    public async Task A_revision_that_is_not_known_is_refused_with_those_that_are(string version)
    {
        var reply = await RefusedAsync(Post.Call("greet", World).With("MCP-Protocol-Version", version), 400, -32022, "1");
        var data = reply.Json.GetProperty("error").GetProperty("data");
        Assert.Equal(version, data.GetProperty("requested").GetString());
        Assert.Contains("2026-07-28", data.GetProperty("supported").EnumerateArray().Select(v => v.GetString()));
    }

    [Fact]
    public async Task Header_and_meta_must_name_one_revision()
    {
        await RefusedAsync(Post.Call("greet", World).With("MCP-Protocol-Version", null), 400, -32020, "1");
        await RefusedAsync(Post.Call("greet", World).With("MCP-Protocol-Version", "2025-11-25"), 400, -32020, "1");
        await RefusedAsync(Post.Call("greet", World, Post.Meta.Replace("2026-07-28", "2099-01-01", StringComparison.Ordinal)), 400, -32020, "1");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("tools/list")]
    [InlineData("TOOLS/CALL")]
    [InlineData("=?base64?dG9vbHMvY2FsbA==?=")]
    public async Task The_method_header_must_be_the_method(string? method) =>
        await RefusedAsync(Post.Call("greet", World).With("Mcp-Method", method), 400, -32020, "1");

    [Fact]
    public async Task The_method_header_must_appear_once() =>
        await RefusedAsync(Post.Call("greet", World).And("Mcp-Method", "tools/call"), 400, -32020, "1");

    [Theory]
    [InlineData(null)]
    [InlineData("Greet")]
    [InlineData("other")]
    [InlineData("=?base64?Z3JlZX?=")]
    [InlineData("=?BASE64?Z3JlZXQ=?=")]
    public async Task The_name_header_must_be_the_name(string? name) =>
        await RefusedAsync(Post.Call("greet", World).With("Mcp-Name", name), 400, -32020, "1");

    [Fact]
    public async Task The_name_header_may_be_encoded() =>
        Assert.Equal(200, (await fixture.Server.AskAsync(Post.Call("greet", World).With("Mcp-Name", "=?base64?Z3JlZXQ=?="))).Status);

    [Fact]
    public async Task The_name_header_of_a_resource_is_its_uri()
    {
        var encoded = "=?base64?" + Convert.ToBase64String("docs://menü"u8) + "?=";
        Assert.Equal(200, (await fixture.Server.AskAsync(Post.Modern("resources/read", "\"uri\":\"docs://menü\"", encoded))).Status);
        await RefusedAsync(Post.Modern("resources/read", "\"uri\":\"docs://menü\"", "docs://menü"), 400, -32020, "1");
        await RefusedAsync(Post.Modern("resources/read", "\"uri\":\"docs://menü\""), 400, -32020, "1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"_meta\":{}")]
    [InlineData("\"_meta\":1")]
    [InlineData("\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}")]
    [InlineData("\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":1,\"io.modelcontextprotocol/clientCapabilities\":{}}")]
    [InlineData("\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":[]}")]
    public async Task Modern_requests_must_carry_their_meta(string meta) =>
        await RefusedAsync(Post.Call("greet", World, meta), 400, -32602, "1");

    [Theory]
    [InlineData("no/such")]
    [InlineData("initialize")]
    [InlineData("ping")]
    [InlineData("logging/setLevel")]
    public async Task A_method_that_the_modern_era_lacks_is_not_found(string method) =>
        await RefusedAsync(Post.Modern(method), 404, -32601, "1");

    [Fact]
    public async Task A_method_that_the_legacy_era_lacks_is_an_error_in_the_reply() =>
        await RefusedAsync(Post.Legacy("no/such"), 200, -32601, "1");

    [Fact]
    public async Task What_methods_find_wrong_is_an_error_in_the_reply()
    {
        await RefusedAsync(Post.Call("no_such"), 200, -32602, "1");
        await RefusedAsync(Post.Modern("tools/list", "\"cursor\":\"x\""), 200, -32602, "1");
        await RefusedAsync(Post.Modern("resources/read", "\"uri\":\"docs://none\"", "docs://none"), 200, -32602, "1");
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/initialized"}""", "2025-11-25")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/initialized"}""", null)]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/whatever"}""", "2026-07-28")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""", "2025-11-25")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}}""", "2025-11-25")]
    public async Task Notifications_and_responses_are_accepted(string body, string? version)
    {
        var reply = await fixture.Server.AskAsync(new Post(body).With("MCP-Protocol-Version", version));
        Assert.Equal((202, ""), (reply.Status, reply.Body));
    }

    [Fact]
    public async Task Responses_do_not_exist_in_the_modern_era() =>
        await RefusedAsync(new Post("""{"jsonrpc":"2.0","id":1,"result":{}}""").With("MCP-Protocol-Version", "2026-07-28"), 400, -32600);

    private async Task<RawReply> RefusedAsync(Post post, int status, int code, string? id = null)
    {
        var reply = await fixture.Server.AskAsync(post);
        Assert.Equal((status, code), (reply.Status, reply.Code));
        Assert.Equal("application/json", reply.Headers["Content-Type"]);
        if (id is not null) Assert.Equal(id, reply.Id);
        return reply;
    }
}
