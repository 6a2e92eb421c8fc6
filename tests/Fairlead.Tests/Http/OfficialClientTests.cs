using System.Threading.Channels;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Fairlead.Tests.Http;

/// <summary>The official client over Streamable HTTP, pinned to each revision.</summary>
public sealed class OfficialClientTests(GreeterFixture fixture) : IClassFixture<GreeterFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task It_lists_and_calls_tools_in_each_revision(string version)
    {
        var transport = new HttpClientTransport(new() { Endpoint = fixture.Server.Url, TransportMode = HttpTransportMode.StreamableHttp });
        await using var client = await McpClient.CreateAsync(transport, new() { ProtocolVersion = version }, cancellationToken: Cancelled);
        Assert.Equal(version, client.NegotiatedProtocolVersion);
        Assert.Equal("test", client.ServerInfo?.Name);
        var tools = await client.ListToolsAsync(cancellationToken: Cancelled);
        Assert.Equal(["greet", "measure", "steps", "mirrored"], tools.Select(tool => tool.Name));
        var result = await client.CallToolAsync("greet", new Dictionary<string, object?> { ["name"] = "World" }, cancellationToken: Cancelled);
        Assert.Equal("Hello, World!", Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text);
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task It_receives_progress_on_a_stream(string version)
    {
        var transport = new HttpClientTransport(new() { Endpoint = fixture.Server.Url, TransportMode = HttpTransportMode.StreamableHttp });
        await using var client = await McpClient.CreateAsync(transport, new() { ProtocolVersion = version }, cancellationToken: Cancelled);

        // The client hands notifications on concurrently, and forgets a call's own progress handler with the call.
        var seen = Channel.CreateUnbounded<string>();
        await using var registration = client.RegisterNotificationHandler(NotificationMethods.ProgressNotification, async (notification, ct) =>
            await seen.Writer.WriteAsync(notification.Params!["message"]!.GetValue<string>(), ct));
        var result = await client.CallToolAsync("steps", progress: new Progress<ProgressNotificationValue>(), cancellationToken: Cancelled);
        Assert.Equal("done", Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text);
        string[] messages = [await seen.Reader.ReadAsync(Cancelled), await seen.Reader.ReadAsync(Cancelled)];
        Assert.Equal(["one", "two"], messages.Order());
    }

    [Theory]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    public async Task It_opens_uses_and_ends_a_session(string version)
    {
        await using var server = await TestApp.StartAsync(app => app.Components.AddRange([HandMade.Greet(), HandMade.Steps()]));
        var transport = new HttpClientTransport(new() { Endpoint = server.Url, TransportMode = HttpTransportMode.StreamableHttp });
        var client = await McpClient.CreateAsync(transport, new() { ProtocolVersion = version }, cancellationToken: Cancelled);
        Assert.NotNull(client.SessionId);
        var result = await client.CallToolAsync("steps", progress: new Progress<ProgressNotificationValue>(), cancellationToken: Cancelled);
        Assert.Equal("done", Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text);
        var id = client.SessionId;
        await client.DisposeAsync();
        Assert.Equal(404, (await server.AskAsync(Post.Legacy("ping", version: version).With("Mcp-Session-Id", id))).Status);
    }

    [Fact]
    public async Task It_comes_back_for_a_result_whose_connection_was_let_go()
    {
        await using var server = await TestApp.StartAsync(app => app.Components.Add(HandMade.Tool("long", async call =>
        {
            await call.Context.CloseStreamAsync(TimeSpan.FromMilliseconds(10));
            call.Result.SetText("done");
        })));
        var transport = new HttpClientTransport(new() { Endpoint = server.Url, TransportMode = HttpTransportMode.StreamableHttp });
        await using var client = await McpClient.CreateAsync(transport, new() { ProtocolVersion = "2025-11-25" }, cancellationToken: Cancelled);
        var result = await client.CallToolAsync("long", cancellationToken: Cancelled);
        Assert.Equal("done", Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text);
    }
}
