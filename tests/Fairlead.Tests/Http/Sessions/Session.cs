namespace Fairlead.Tests.Http.Sessions;

/// <summary>A client's end of a session.</summary>
internal sealed class Session
{
    private Session(TestApp server, string id, string version)
    {
        Server = server;
        Id = id;
        Version = version;
    }

    public TestApp Server { get; }

    public string Id { get; }

    public string Version { get; }

    public static async Task<Session> OpenAsync(TestApp server, string version = "2025-11-25")
    {
        var reply = await server.AskAsync(Initialize(version));
        Assert.Equal(200, reply.Status);
        Assert.Equal(version, reply.Json.GetProperty("result").GetProperty("protocolVersion").GetString());
        var session = new Session(server, reply.Headers["Mcp-Session-Id"], version);
        var accepted = await server.AskAsync(session.Message("""{"jsonrpc":"2.0","method":"notifications/initialized"}"""));
        Assert.Equal((202, ""), (accepted.Status, accepted.Body));
        return session;
    }

    public static Post Initialize(string version = "2025-11-25", string capabilities = "{}") => Post.Legacy(
        "initialize", $$$"""
        "protocolVersion":"{{{version}}}","capabilities":{{{capabilities}}},"clientInfo":{"name":"tester","version":"1"}
        """, version: null, id: "0");

    /// <summary>A message of the session.</summary>
    public Post Message(string body) => With(new Post(body));

    /// <summary>A request of the session.</summary>
    public Post Request(string method, string members = "", string id = "1") => With(Post.Legacy(method, members, Version, id));

    /// <summary>A call of a tool, with a progress token.</summary>
    public Post Call(string tool, string id = "1", string arguments = "{}") =>
        Request("tools/call", $$$"""
            "name":"{{{tool}}}","arguments":{{{arguments}}},"_meta":{"progressToken":"p{{{id.Trim('"')}}}"}
            """, id);

    public Post Cancel(string id) => Message($$$"""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{{{id}}}}}""");

    /// <summary>A GET of the session.</summary>
    public Post Get(string? lastEventId = null) =>
        With(new Post("") { Verb = "GET" }).With("Accept", "text/event-stream").With("Content-Type", null).With("Last-Event-ID", lastEventId);

    public Post Delete() => With(new Post("") { Verb = "DELETE" }).With("Content-Type", null);

    public Task<RawReply> AskAsync(Post post) => Server.AskAsync(post);

    /// <summary>Sends a request on a connection of its own, whose response is a stream of events.</summary>
    public async Task<EventReader> StreamAsync(Post post)
    {
        var connection = await Server.ConnectAsync();
        await connection.SendAsync(post);
        return await EventReader.OpenAsync(connection);
    }

    private Post With(Post post) => post.With("Mcp-Session-Id", Id).With("MCP-Protocol-Version", Version);
}
