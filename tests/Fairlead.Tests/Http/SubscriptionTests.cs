using System.Net.Sockets;
using System.Text;
using Fairlead.Tests.Budgets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Tests.Http;

/// <summary><c>subscriptions/listen</c> over HTTP.</summary>
[Collection(nameof(BudgetsAlone))]
public sealed class SubscriptionTests
{
    private const string Everything = """
        "toolsListChanged":true,"promptsListChanged":true,"resourcesListChanged":true,"resourceSubscriptions":["docs://a"]
        """;

    private static readonly string[] LongUris = [.. Enumerable.Range(0, 10).Select(i => $"items://{i}{new string('x', 4000)}")];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_a_stream_that_begins_with_the_acknowledgement_and_tells_of_changes()
    {
        var time = new FakeTimeProvider();
        IMcpNotifier? notifier = null;
        await using var server = await TestApp.StartAsync(
            app =>
            {
                Everywhere(app);
                app.Services.AddHostedService(services => new Watcher(() => notifier = services.GetRequiredService<IMcpNotifier>()));
            },
            time);
        await using var connection = await server.ConnectAsync();
        await connection.SendAsync(Listen(Everything, "\"x\""));
        var (status, headers) = await connection.ReceiveHeadAsync();
        Assert.Equal((200, "text/event-stream", "no-store", "no"), (status, headers["Content-Type"], headers["Cache-Control"], headers["X-Accel-Buffering"]));
        Assert.Equal(
            """event: message/data: {"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":"x"},"notifications":{"toolsListChanged":true,"resourcesListChanged":true,"resourceSubscriptions":["docs://a"]}}}//""",
            (await connection.ReceiveChunkAsync())!.Replace('\n', '/'));

        await notifier!.NotifyResourceUpdatedAsync("docs://a");
        Assert.Equal(
            """event: message/data: {"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":"x"},"uri":"docs://a"}}//""",
            (await connection.ReceiveChunkAsync())!.Replace('\n', '/'));

        var tool = server.App.Components.Add(HandMade.Measure());
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Contains("\"method\":\"notifications/tools/list_changed\"", await connection.ReceiveChunkAsync(), StringComparison.Ordinal);
        server.App.Components.Remove(tool);
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Contains("\"method\":\"notifications/tools/list_changed\"", await connection.ReceiveChunkAsync(), StringComparison.Ordinal);

        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(":\n\n", await connection.ReceiveChunkAsync());
    }

    [Fact]
    public async Task Its_reply_is_the_end_of_the_server_which_does_not_wait_for_it()
    {
        // A clock that stands still: whoever waited for the time for draining would wait for ever.
        var time = new FakeTimeProvider();
        await using var server = await TestApp.StartAsync(Everywhere, time);
        await using var connection = await OpenAsync(server, "7");
        await server.StopAsync();
        Assert.Equal(
            """event: message/data: {"jsonrpc":"2.0","id":7,"result":{"resultType":"complete","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"test","version":"1.2.3"},"io.modelcontextprotocol/subscriptionId":7}}}//""",
            (await connection.ReceiveChunkAsync())!.Replace('\n', '/'));
        Assert.Null(await connection.ReceiveChunkAsync());
    }

    [Fact]
    public async Task Streams_beyond_the_limit_are_refused_until_a_client_closes_one()
    {
        await using var server = await TestApp.StartAsync(app =>
        {
            Everywhere(app);
            app.Configuration["Mcp:Limits:MaxSubscriptions"] = "1";
        });
        await using (await OpenAsync(server))
        {
            var refused = await server.AskAsync(Listen(Everything));
            Assert.Equal((429, -32000, "1", "application/json"), (refused.Status, refused.Code, refused.Headers["Retry-After"], refused.Headers["Content-Type"]));
            Assert.Contains("as many subscriptions open as it takes", refused.Message, StringComparison.Ordinal);
        }

        // That the client has left is noticed in a moment; a stream that is accepted is not answered before it ends.
        while (true)
        {
            await using var next = await server.ConnectAsync();
            await next.SendAsync(Listen(Everything));
            var (status, headers) = await next.ReceiveHeadAsync();
            if (status == 200) break;
            Assert.Equal(429, status);
        }
    }

    [Fact]
    public async Task What_is_wrong_with_a_request_is_told_in_plain_json()
    {
        await using var server = await TestApp.StartAsync(Everywhere);
        var reply = await server.AskAsync(Post.Modern("subscriptions/listen"));
        Assert.Equal((400, -32602, "application/json"), (reply.Status, reply.Code, reply.Headers["Content-Type"]));
    }

    [Fact]
    public async Task The_capabilities_say_so()
    {
        await using var server = await TestApp.StartAsync(Everywhere);
        var capabilities = (await server.AskAsync(Post.Modern("server/discover"))).Json.GetProperty("result").GetProperty("capabilities");
        Assert.Equal("""{"logging":{},"resources":{"subscribe":true,"listChanged":true},"tools":{"listChanged":true}}""", capabilities.GetRawText());
    }

    [Fact]
    public async Task It_takes_no_slot()
    {
        await using var server = await TestApp.StartAsync(app =>
        {
            Everywhere(app);
            app.Options.Limits.MaxConcurrentRequests = 1;
        });
        await using var one = await OpenAsync(server);
        await using var two = await OpenAsync(server);
        Assert.Equal("Hello, you!", (await server.AskAsync(Post.Call("greet", """{"name":"you"}"""))).Text);
    }

    [Fact]
    public async Task A_client_that_does_not_read_costs_no_more_than_its_resources()
    {
        await using var server = await TestApp.StartAsync(app =>
        {
            Everywhere(app);
            app.Components.Add(HandMade.Template("items://{id}"));
        });

        using var socket = await OpenSlowAsync(server);
        var notifier = NotifierOf(server);

        // 40 MB, if each update were kept.
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 10_000; i++) await notifier.NotifyResourceUpdatedAsync(LongUris[i % LongUris.Length]);
        await notifier.NotifyResourceUpdatedAsync("docs://a");
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 1024 * 1024);

        // What changed last is told last, once the client reads.
        var buffer = new byte[64 * 1024];
        var tail = "";
        while (!tail.Contains("\"uri\":\"docs://a\"", StringComparison.Ordinal))
        {
            tail = tail[Math.Max(0, tail.Length - 100)..] + Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Cancelled));
        }
    }

    [Fact]
    public async Task A_client_that_does_not_read_does_not_keep_the_server_from_stopping()
    {
        var time = new FakeTimeProvider();
        await using var server = await TestApp.StartAsync(
            app =>
            {
                Everywhere(app);
                app.Options.DrainTimeout = TimeSpan.FromHours(1);
                app.Components.Add(HandMade.Template("items://{id}"));
            },
            time);
        using var socket = await OpenSlowAsync(server);
        var notifier = NotifierOf(server);
        for (var i = 0; i < 10_000; i++)
        {
            await notifier.NotifyResourceUpdatedAsync(LongUris[i % LongUris.Length]);
            if (i % LongUris.Length == 0) await Task.Yield();
        }

        // The only patience that the server has is with the client, and it is over in a second.
        var stopping = server.StopAsync();
        while (!stopping.IsCompleted)
        {
            Cancelled.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await stopping;
    }

    private static void Everywhere(McpServerBuilder app) => app.Components.AddRange(HandMade.Greet(), HandMade.Resource("docs://a"));

    private static Post Listen(string filter, string id = "1") => Post.Modern("subscriptions/listen", $"\"notifications\":{{{filter}}}", id: id);

    private static async Task<RawHttp> OpenAsync(TestApp server, string id = "1")
    {
        var connection = await server.ConnectAsync();
        await connection.SendAsync(Listen(Everything, id));
        await connection.ReceiveHeadAsync();
        Assert.Contains("acknowledged", await connection.ReceiveChunkAsync(), StringComparison.Ordinal);
        return connection;
    }

    /// <summary>A client that has read the acknowledgement, and whose buffers are small.</summary>
    private static async Task<Socket> OpenSlowAsync(TestApp server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(server.Url.Host, server.Url.Port, Cancelled);
        var uris = string.Join(',', LongUris.Append("docs://a").Select(uri => $"\"{uri}\""));
        await socket.SendAsync(Listen($"\"resourceSubscriptions\":[{uris}]").Encode(server.Url), Cancelled);
        var buffer = new byte[64 * 1024];
        var text = "";
        while (!text.Contains("acknowledged", StringComparison.Ordinal)) text += Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Cancelled));
        return socket;
    }

    private static IMcpNotifier NotifierOf(TestApp server) =>
        (IMcpNotifier)server.App.Services.Single(service => service.ServiceType == typeof(IMcpNotifier)).ImplementationInstance!;

    private sealed class Watcher(Action start) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            start();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
