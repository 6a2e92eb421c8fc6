using Fairlead.Engine;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Tests.Http.Sessions;

/// <summary>The stream of a session for what belongs to no call: GET.</summary>
public sealed class ListeningTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_opens_a_stream_that_carries_what_belongs_to_no_call()
    {
        var time = new FakeTimeProvider();
        await using var server = await StartAsync(time: time);
        var session = await Session.OpenAsync(server);
        await using var stream = await session.StreamAsync(session.Get());
        Assert.Equal((200, "text/event-stream", "no-store"), (stream.Status, stream.Headers["Content-Type"], stream.Headers["Cache-Control"]));
        Assert.Equal("id: 0-0\ndata: ", await stream.NextAsync());
        Assert.Equal(200, (await session.AskAsync(Announce(session, "one"))).Status);
        Assert.Equal($"id: 0-1\nevent: message\ndata: {Message("one")}", await stream.NextAsync());
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(":", await stream.NextAsync());
        Assert.Equal(204, (await session.AskAsync(session.Delete())).Status);
        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task A_stream_needs_a_client_that_takes_it_and_a_session()
    {
        await using var server = await StartAsync();
        var session = await Session.OpenAsync(server);
        foreach (var accept in new[] { null, "application/json", "text/event-stream;q=0" })
        {
            var refused = await session.AskAsync(session.Get().With("Accept", accept));
            Assert.Equal((406, -32600), (refused.Status, refused.Code));
        }

        var missing = await session.AskAsync(session.Get().With("Mcp-Session-Id", null));
        Assert.Equal((400, -32600), (missing.Status, missing.Code));
        var unknown = await session.AskAsync(session.Get().With("Mcp-Session-Id", "unknown"));
        Assert.Equal((404, -32001), (unknown.Status, unknown.Code));
        Assert.Equal(403, (await session.AskAsync(session.Get().With("Origin", "https://evil.example"))).Status);
    }

    [Fact]
    public async Task The_newest_stream_takes_over_and_no_message_goes_to_two()
    {
        await using var server = await StartAsync();
        var session = await Session.OpenAsync(server);
        await using var older = await session.StreamAsync(session.Get());
        Assert.NotNull(await older.NextAsync());
        await session.AskAsync(Announce(session, "one"));
        Assert.Contains("one", await older.NextAsync(), StringComparison.Ordinal);
        await using var newer = await session.StreamAsync(session.Get());
        Assert.Equal("id: 0-1\ndata: ", await newer.NextAsync());
        Assert.Null(await older.NextAsync());
        await session.AskAsync(Announce(session, "two"));
        Assert.Contains("two", await newer.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_sent_while_nobody_listened_comes_first()
    {
        await using var server = await StartAsync();
        var session = await Session.OpenAsync(server, "2025-03-26");
        await session.AskAsync(Announce(session, "one"));
        await session.AskAsync(Announce(session, "two"));
        await using (var stream = await session.StreamAsync(session.Get()))
        {
            // An older client could not read an event without data.
            Assert.Equal($"id: 0-1\nevent: message\ndata: {Message("one")}", await stream.NextAsync());
            Assert.Contains("two", await stream.NextAsync(), StringComparison.Ordinal);
        }

        await using var resumed = await session.StreamAsync(session.Get("0-1"));
        Assert.Contains("two", await resumed.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_store_what_nobody_listens_to_is_dropped()
    {
        await using var server = await StartAsync(app => app.Hosting.Sessions.ResumableStreams = false);
        var session = await Session.OpenAsync(server);
        await session.AskAsync(Announce(session, "lost"));
        await using var connection = await server.ConnectAsync();
        await connection.SendAsync(session.Get());
        await using var stream = await EventReader.OpenAsync(connection);

        // The head comes a moment before the stream listens.
        var next = stream.NextAsync();
        while (!next.IsCompleted) Assert.Equal(200, (await session.AskAsync(Announce(session, "kept"))).Status);
        Assert.Equal($"event: message\ndata: {Message("kept")}", await next);
        Assert.Equal(400, (await session.AskAsync(session.Get("0-1"))).Status);
    }

    [Fact]
    public async Task The_client_is_told_of_changes()
    {
        await using var server = await StartAsync();
        var session = await Session.OpenAsync(server);
        await using var stream = await session.StreamAsync(session.Get());
        Assert.NotNull(await stream.NextAsync());
        server.App.Components.Add(HandMade.Greet());
        Assert.EndsWith("""data: {"jsonrpc":"2.0","method":"notifications/tools/list_changed","params":{}}""", await stream.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_end_when_the_server_stops()
    {
        await using var server = await StartAsync();
        var session = await Session.OpenAsync(server);
        await using var stream = await session.StreamAsync(session.Get());
        Assert.NotNull(await stream.NextAsync());
        await server.StopAsync().WaitAsync(Cancelled);
        Assert.Null(await stream.NextAsync());
    }

    private static string Message(string note) => $$$"""{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"{{{note}}}"} }""";

    private static Post Announce(Session session, string note) => session.Call("announce", arguments: $$"""{"note":"{{note}}"}""");

    private static Task<TestApp> StartAsync(Action<McpApp>? configure = null, TimeProvider? time = null) => TestApp.StartAsync(
        app =>
        {
            app.Components.Add(HandMade.Tool("announce", async call =>
            {
                var note = System.Text.Json.JsonDocument.Parse(call.Arguments).RootElement.GetProperty("note").GetString();
                await ((RequestCall)call).Connection.Standalone!.SendAsync(System.Text.Encoding.UTF8.GetBytes(Message(note!)));
                call.Result.SetText("announced");
            }));
            configure?.Invoke(app);
        },
        time);
}
