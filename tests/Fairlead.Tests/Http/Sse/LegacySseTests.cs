using Fairlead.Engine;
using Fairlead.Tests.Hosting;
using Fairlead.Tests.Http.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Fairlead.Tests.Http.Sse;

/// <summary>HTTP+SSE, the transport of 2024-11-05.</summary>
public sealed class LegacySseTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // The revision is for whoever checks what the server says; the transport does not look at it.
    private static Post Open => new Post("") { Verb = "GET" }.With("Accept", "text/event-stream").With("Content-Type", null).With("MCP-Protocol-Version", "2024-11-05");

    [Fact]
    public async Task A_stream_names_the_url_for_messages_and_carries_all_replies()
    {
        var time = new FakeTimeProvider();
        await using var server = await StartAsync(time: time);
        Assert.Equal("/sse", server.Url.AbsolutePath);
        await using var stream = await OpenAsync(server.Url);
        Assert.Equal((200, "text/event-stream"), (stream.Status, stream.Headers["Content-Type"]));
        var url = await MessageUrlAsync(server.Url, stream);
        Assert.Matches("^/message\\?sessionId=[A-Za-z0-9_-]{32}$", url.PathAndQuery);
        await SendAsync(url, Session.Initialize("2024-11-05"));
        Assert.StartsWith("event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"protocolVersion\":\"2024-11-05\"", await stream.NextAsync(), StringComparison.Ordinal);
        await SendAsync(url, new("""{"jsonrpc":"2.0","method":"notifications/initialized"}"""));
        await SendAsync(url, Post.Legacy("tools/call", "\"name\":\"steps\",\"_meta\":{\"progressToken\":1}"));
        Assert.Contains("\"progress\":1", await stream.NextAsync(), StringComparison.Ordinal);
        Assert.Contains("\"progress\":2", await stream.NextAsync(), StringComparison.Ordinal);
        Assert.Equal("event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"done\"}]}}", await stream.NextAsync());
        await SendAsync(url, new("{"));
        Assert.Contains("-32700", await stream.NextAsync(), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(":", await stream.NextAsync());
    }

    [Fact]
    public async Task The_server_asks_and_the_client_answers()
    {
        await using var server = await StartAsync(app => app.Components.Add(HandMade.Tool("ask", async call =>
        {
            var request = (RequestCall)call;
            var answer = await request.Connection.Requests.SendAsync(request.Channel, "roots/list", default, call.CancellationToken);
            call.Result.SetText(System.Text.Encoding.UTF8.GetString(answer.Result.Span));
        })));
        await using var stream = await OpenAsync(server.Url);
        var url = await MessageUrlAsync(server.Url, stream);
        await SendAsync(url, Session.Initialize("2024-11-05"));
        Assert.NotNull(await stream.NextAsync());
        await SendAsync(url, Post.Legacy("tools/call", "\"name\":\"ask\""));
        Assert.Contains("roots/list", await stream.NextAsync(), StringComparison.Ordinal);
        await SendAsync(url, new("""{"jsonrpc":"2.0","id":1,"result":{"roots":[]}}"""));
        Assert.Contains("roots", await stream.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_ends_stops_its_calls_and_takes_no_more_messages()
    {
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var server = await StartAsync(app =>
        {
            app.Hosting.Sessions.MaxSessions = 1;
            app.Components.Add(HandMade.Tool("wait", async call =>
            {
                using var registration = call.CancellationToken.Register(cancelled.SetResult);
                started.SetResult();
                await cancelled.Task;
                call.CancellationToken.ThrowIfCancellationRequested();
            }));
        });
        Uri url;
        await using (var stream = await OpenAsync(server.Url))
        {
            url = await MessageUrlAsync(server.Url, stream);
            await SendAsync(url, Session.Initialize("2024-11-05"));
            Assert.NotNull(await stream.NextAsync());
            await SendAsync(url, Post.Legacy("tools/call", "\"name\":\"wait\""));
            await started.Task.WaitAsync(Cancelled);
            var refused = await AskAsync(server.Url, Open);
            Assert.Equal((503, -32000, "1"), (refused.Status, refused.Code, refused.Headers["Retry-After"]));
        }

        await cancelled.Task.WaitAsync(Cancelled);
        var late = await AskAsync(url, Post.Legacy("ping"));
        Assert.Equal((404, -32001), (late.Status, late.Code));
    }

    [Fact]
    public async Task Requests_are_guarded_as_everywhere()
    {
        await using var server = await StartAsync(app => app.Options.Limits.MaxMessageBytes = 1024);
        var message = new Uri(server.Url, "/message?sessionId=x");
        Assert.Equal(403, (await AskAsync(server.Url, Open.With("Origin", "https://evil.example"))).Status);
        Assert.Equal(403, (await AskAsync(message, Post.Legacy("ping").With("Host", "evil.example"))).Status);
        Assert.Equal(406, (await AskAsync(server.Url, Open.With("Accept", "application/json"))).Status);
        var posted = await AskAsync(server.Url, Post.Legacy("ping"));
        Assert.Equal((405, "GET"), (posted.Status, posted.Headers["Allow"]));
        var got = await AskAsync(message, Open);
        Assert.Equal((405, "POST"), (got.Status, got.Headers["Allow"]));
        Assert.Equal(415, (await AskAsync(message, Post.Legacy("ping").With("Content-Type", "text/plain"))).Status);
        Assert.Equal(413, (await AskAsync(message, new(new string(' ', 2000)))).Status);
        Assert.Equal(404, (await AskAsync(message, Post.Legacy("ping"))).Status);
        Assert.Equal(400, (await AskAsync(new(server.Url, "/message"), Post.Legacy("ping"))).Status);
        Assert.Equal(404, (await AskAsync(new(server.Url, "/mcp"), Post.Call("steps"))).Status);
    }

    [Fact]
    public async Task Over_http_it_is_off_unless_asked_for()
    {
        await using var off = await TestApp.StartAsync(app => app.Components.Add(HandMade.Steps()));
        Assert.Equal(404, (await AskAsync(new(off.Url, "/sse"), Open)).Status);
        await using var on = await TestApp.StartAsync(app =>
        {
            app.Hosting.LegacySse = true;
            app.Components.Add(HandMade.Steps());
        });
        await using var stream = await OpenAsync(new(on.Url, "/sse"));
        Assert.StartsWith("event: endpoint\n", await stream.NextAsync(), StringComparison.Ordinal);
        Assert.Equal("done", (await on.AskAsync(Post.Call("steps"))).Text);
    }

    [Fact]
    public async Task Within_an_application_it_has_the_endpoints_conventions_and_is_bound_to_its_caller()
    {
        await using var app = await WebApp.StartAsync(
            builder =>
            {
                builder.Services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("header", null);
                builder.Services.AddAuthorization();
                builder.Services.AddMcp("test", mcp => mcp.Components.Add(HandMade.Greet()));
            },
            app => app.MapMcp("/tools/mcp", configure: options => options.LegacySse = true).RequireAuthorization());
        var sse = app.Url("/tools/mcp/sse");
        Assert.Equal(401, (await AskAsync(sse, Open)).Status);
        await using var stream = await OpenAsync(sse, Open.With("X-User", "alice"));
        var url = await MessageUrlAsync(sse, stream);
        Assert.StartsWith("/tools/mcp/message?sessionId=", url.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal(401, (await AskAsync(url, Session.Initialize())).Status);
        Assert.Equal(404, (await AskAsync(url, Session.Initialize().With("X-User", "mallory"))).Status);
        Assert.Equal(202, (await AskAsync(url, Session.Initialize().With("X-User", "alice"))).Status);
        Assert.Contains("protocolVersion", await stream.NextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-11-25")]
    public async Task The_official_client_works_over_it(string version)
    {
        await using var server = await StartAsync();
        var transport = new HttpClientTransport(new() { Endpoint = server.Url, TransportMode = HttpTransportMode.Sse });
        await using var client = await McpClient.CreateAsync(transport, new() { ProtocolVersion = version }, cancellationToken: Cancelled);
        Assert.Equal(version, client.NegotiatedProtocolVersion);
        var result = await client.CallToolAsync("steps", progress: new Progress<ProgressNotificationValue>(), cancellationToken: Cancelled);
        Assert.Equal("done", Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text);
    }

    [Fact]
    public async Task Streams_end_when_the_server_stops_and_calls_finish_first()
    {
        var started = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        await using var server = await StartAsync(app => app.Components.Add(HandMade.Tool("wait", async call =>
        {
            started.SetResult();
            await go.Task;
            call.Result.SetText("finished");
        })));
        await using var idle = await OpenAsync(server.Url);
        await using var stream = await OpenAsync(server.Url);
        var url = await MessageUrlAsync(server.Url, stream);
        await SendAsync(url, Session.Initialize("2024-11-05"));
        Assert.NotNull(await stream.NextAsync());
        await SendAsync(url, Post.Legacy("tools/call", "\"name\":\"wait\""));
        await started.Task.WaitAsync(Cancelled);
        var stopping = server.StopAsync();
        Assert.NotNull(await idle.NextAsync());
        Assert.Null(await idle.NextAsync());
        go.SetResult();
        Assert.Contains("finished", await stream.NextAsync(), StringComparison.Ordinal);
        Assert.Null(await stream.NextAsync());
        await stopping.WaitAsync(Cancelled);
    }

    private static async Task<EventReader> OpenAsync(Uri url, Post? post = null)
    {
        var connection = await RawHttp.ConnectAsync(url);
        await connection.SendAsync(post ?? Open);
        return await EventReader.OpenAsync(connection);
    }

    private static async Task<Uri> MessageUrlAsync(Uri url, EventReader stream)
    {
        var text = (await stream.NextAsync())!;
        Assert.StartsWith("event: endpoint\ndata: /", text, StringComparison.Ordinal);
        return new(url, EventReader.DataOf(text));
    }

    private static async Task SendAsync(Uri url, Post post)
    {
        var accepted = await AskAsync(url, post.With("Accept", null));
        Assert.Equal((202, ""), (accepted.Status, accepted.Body));
    }

    private static async Task<RawReply> AskAsync(Uri url, Post post)
    {
        await using var connection = await RawHttp.ConnectAsync(url);
        return await connection.AskAsync(post);
    }

    private static Task<TestApp> StartAsync(Action<McpApp>? configure = null, TimeProvider? time = null) => TestApp.StartAsync(
        app =>
        {
            app.Components.Add(HandMade.Steps());
            configure?.Invoke(app);
        },
        time,
        McpTransport.Sse);
}
