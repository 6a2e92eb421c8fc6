namespace Fairlead.Core.Tests.Engine.Subscriptions;

/// <summary>What the client of a legacy conversation is told of.</summary>
public sealed class ConversationTests
{
    // Longer than changes are collected for.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    public async Task It_is_told_that_lists_have_changed(string version)
    {
        await using var client = await RawClient.ConnectAsync(Everywhere);
        var reply = await client.InitializeAsync(version);
        Assert.Contains(
            """{"logging":{},"prompts":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"tools":{"listChanged":true}}""", reply, StringComparison.Ordinal);
        await client.AskAsync(Messages.Legacy("ping"));
        client.Components.AddRange(HandMade.Text("more"), HandMade.Prompt("more"), HandMade.Resource("docs://more"));
        client.Time.Advance(Pause);
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/tools/list_changed","params":{}}""", await client.ReceiveAsync());
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/prompts/list_changed","params":{}}""", await client.ReceiveAsync());
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/resources/list_changed","params":{}}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task It_is_told_nothing_before_it_is_ready()
    {
        await using var client = await RawClient.ConnectAsync(Everywhere);
        client.Components.Add(HandMade.Text("before"));
        client.Time.Advance(Pause);
        await client.AskAsync(Messages.Legacy("initialize", "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}"));
        client.Components.Add(HandMade.Text("meanwhile"));
        client.Time.Advance(Pause);
        Assert.Contains("\"id\":2", await client.AskAsync(Messages.Legacy("ping", id: "2")), StringComparison.Ordinal);
        await client.SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        Assert.Contains("notifications/tools/list_changed", await client.ReceiveAsync(), StringComparison.Ordinal);

        // Said again, it changes nothing.
        await client.SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        Assert.Equal("", await client.EndAsync());
    }

    [Fact]
    public async Task It_is_told_of_no_list_that_the_server_did_not_have_when_it_began()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Text("say")));
        await client.InitializeAsync("2025-11-25");
        await client.AskAsync(Messages.Legacy("ping"));
        client.Components.Add(HandMade.Prompt("more"));
        client.Time.Advance(Pause);
        client.Components.Add(HandMade.Text("more"));
        client.Time.Advance(Pause);
        Assert.Contains("notifications/tools/list_changed", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_modern_client_on_the_same_line_is_told_only_what_it_asked_for()
    {
        await using var client = await RawClient.ConnectAsync(Everywhere);
        await client.AskAsync(Messages.Call("say"));
        client.Components.Add(HandMade.Text("more"));
        client.Time.Advance(Pause);
        Assert.Equal("", await client.EndAsync());
    }

    [Fact]
    public async Task It_is_told_of_resources_from_subscribing_to_unsubscribing()
    {
        await using var client = await RawClient.ConnectAsync(Everywhere);
        await client.InitializeAsync("2025-06-18");
        await client.Notifier.NotifyResourceUpdatedAsync("docs://a");
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{}}""", await client.AskAsync(Uri("subscribe", "docs://a")));
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{}}""", await client.AskAsync(Uri("subscribe", "docs://a")));
        await client.Notifier.NotifyResourceUpdatedAsync("docs://b");
        await client.Notifier.NotifyResourceUpdatedAsync("docs://a");
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"uri":"docs://a"}}""", await client.ReceiveAsync());
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{}}""", await client.AskAsync(Uri("unsubscribe", "docs://a")));
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{}}""", await client.AskAsync(Uri("unsubscribe", "docs://none")));
        await client.Notifier.NotifyResourceUpdatedAsync("docs://a");
        Assert.Equal("", await client.EndAsync());
    }

    [Fact]
    public async Task A_component_tells_of_resources_too()
    {
        await using var client = await RawClient.ConnectAsync(app =>
        {
            Everywhere(app);
            app.Components.Add(HandMade.Tool("write", async call =>
            {
                await call.Context.NotifyResourceUpdatedAsync("docs://b");
                await Assert.ThrowsAsync<ArgumentException>(async () => await call.Context.NotifyResourceUpdatedAsync(""));
                call.Result.SetText("written");
            }));
        });
        await client.InitializeAsync("2025-11-25");
        await client.AskAsync(Uri("subscribe", "docs://b"));
        await client.SendAsync(Messages.Legacy("tools/call", "\"name\":\"write\""));
        string[] lines = [await client.ReceiveAsync(), await client.ReceiveAsync()];
        Assert.Single(lines, line => line.Contains("written", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("\"uri\":\"docs://b\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_subscribed_to_is_refused()
    {
        await using var client = await RawClient.ConnectAsync(app =>
        {
            Everywhere(app);
            app.Options.Limits.MaxResourceSubscriptions = 1;
        });
        await client.InitializeAsync("2025-11-25");
        Assert.Equal(
            """{"jsonrpc":"2.0","id":1,"error":{"code":-32002,"message":"Resource not found: docs://none","data":{"uri":"docs://none"}}}""",
            await client.AskAsync(Uri("subscribe", "docs://none")));
        Assert.Contains("params.uri is missing", await client.AskAsync(Messages.Legacy("resources/subscribe")), StringComparison.Ordinal);
        Assert.Contains("\"result\"", await client.AskAsync(Uri("subscribe", "docs://a")), StringComparison.Ordinal);
        Assert.Contains("The conversation is subscribed to 1 resources, and the server takes no more.", await client.AskAsync(Uri("subscribe", "docs://b")), StringComparison.Ordinal);
        await client.AskAsync(Uri("unsubscribe", "docs://a"));
        Assert.Contains("\"result\"", await client.AskAsync(Uri("subscribe", "docs://b")), StringComparison.Ordinal);
        Assert.Contains("-32601", await client.AskAsync(Messages.Modern("resources/subscribe", "\"uri\":\"docs://a\"")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beginning_again_forgets_what_was_subscribed_to()
    {
        await using var client = await RawClient.ConnectAsync(Everywhere);
        await client.InitializeAsync("2025-06-18");
        await client.AskAsync(Uri("subscribe", "docs://a"));
        await client.InitializeAsync("2025-11-25");
        await client.AskAsync(Uri("subscribe", "docs://b"));
        await client.Notifier.NotifyResourceUpdatedAsync("docs://a");
        await client.Notifier.NotifyResourceUpdatedAsync("docs://b");
        Assert.Contains("\"uri\":\"docs://b\"", await client.ReceiveAsync(), StringComparison.Ordinal);
        client.Components.Add(HandMade.Text("more"));
        client.Time.Advance(Pause);
        Assert.Contains("notifications/tools/list_changed", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal("", await client.EndAsync());
    }

    private static void Everywhere(McpServerBuilder app) =>
        app.Components.AddRange(HandMade.Text("say"), HandMade.Prompt("ask"), HandMade.Resource("docs://a"), HandMade.Resource("docs://b"));

    private static string Uri(string verb, string uri) => Messages.Legacy($"resources/{verb}", $"\"uri\":\"{uri}\"");
}
