using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Fairlead.Tests.Http;

/// <summary>The official client, told of changes in both eras.</summary>
public sealed class OfficialSubscriptionTests
{
    private readonly Channel<JsonRpcNotification> _told = Channel.CreateUnbounded<JsonRpcNotification>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_listens_over_http()
    {
        await using var server = await TestApp.StartAsync(Everywhere);
        var transport = new HttpClientTransport(new() { Endpoint = server.Url, TransportMode = HttpTransportMode.StreamableHttp });
        await using var client = await McpClient.CreateAsync(transport, new() { ProtocolVersion = "2026-07-28" }, cancellationToken: Cancelled);
        await using var acknowledged = Note(client, NotificationMethods.SubscriptionsAcknowledgedNotification);
        await using var changed = Note(client, NotificationMethods.ToolListChangedNotification);
        await using var updated = Note(client, NotificationMethods.ResourceUpdatedNotification);
        var listening = client.SendRequestAsync(
            new JsonRpcRequest
            {
                Method = RequestMethods.SubscriptionsListen,
                Params = JsonNode.Parse("""{"notifications":{"toolsListChanged":true,"resourceSubscriptions":["docs://a"]}}"""),
            },
            Cancelled);

        var first = await _told.Reader.ReadAsync(Cancelled);
        Assert.Equal(NotificationMethods.SubscriptionsAcknowledgedNotification, first.Method);
        Assert.Equal("""{"toolsListChanged":true,"resourceSubscriptions":["docs://a"]}""", first.Params!["notifications"]!.ToJsonString());
        server.App.Components.Add(HandMade.Measure());
        Assert.Equal(NotificationMethods.ToolListChangedNotification, (await _told.Reader.ReadAsync(Cancelled)).Method);
        await ((IMcpNotifier)server.App.Services.Single(service => service.ServiceType == typeof(IMcpNotifier)).ImplementationInstance!).NotifyResourceUpdatedAsync("docs://a");
        Assert.Equal("docs://a", (await _told.Reader.ReadAsync(Cancelled)).Params!["uri"]!.GetValue<string>());

        await server.StopAsync();
        var end = await listening;
        Assert.Equal(end.Id.ToString(), end.Result!["_meta"]!["io.modelcontextprotocol/subscriptionId"]!.ToString());
    }

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    public async Task It_is_told_in_a_conversation(string version)
    {
        var collection = new ServiceCollection();
        var builder = new McpServerBuilder("test", collection);
        Everywhere(builder);
        await using var services = collection.BuildServiceProvider();
        await using var host = await McpServerHost.StartAsync(builder, services, Cancelled);
        await using var connection = host.Connect();
        await using var client = await McpClient.CreateAsync(
            new StreamClientTransport(connection.Input, connection.Output), new() { ProtocolVersion = version }, cancellationToken: Cancelled);
        Assert.True(client.ServerCapabilities.Resources!.Subscribe);
        Assert.True(client.ServerCapabilities.Tools!.ListChanged);
        await using var changed = Note(client, NotificationMethods.ToolListChangedNotification);
        await using var updated = Note(client, NotificationMethods.ResourceUpdatedNotification);
        await client.SubscribeToResourceAsync("docs://a", cancellationToken: Cancelled);
        await services.GetRequiredService<IMcpNotifier>().NotifyResourceUpdatedAsync("docs://a");
        Assert.Equal("docs://a", (await _told.Reader.ReadAsync(Cancelled)).Params!["uri"]!.GetValue<string>());
        builder.Components.Add(HandMade.Measure());
        Assert.Equal(NotificationMethods.ToolListChangedNotification, (await _told.Reader.ReadAsync(Cancelled)).Method);
        await client.UnsubscribeFromResourceAsync("docs://a", cancellationToken: Cancelled);
    }

    private static void Everywhere(McpServerBuilder app) => app.Components.AddRange(HandMade.Greet(), HandMade.Resource("docs://a"));

    private IAsyncDisposable Note(McpClient client, string method) =>
        client.RegisterNotificationHandler(method, async (notification, cancelled) => await _told.Writer.WriteAsync(notification, cancelled));
}
