using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Fairlead.Deploy.Tests;

/// <summary>Streams through the nginx that is shipped.</summary>
public sealed class StreamTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task Each_event_comes_when_it_is_sent()
    {
        // Servers say that streams are not to be kept back; here nginx does not listen, and must know it from its configuration.
        await using var server = await HttpSample.StartAsync("Everything");
        await using var nginx = await Nginx.StartAsync([server.Url, server.Url], "proxy_ignore_headers X-Accel-Buffering; ");
        var options = new McpClientOptions { ProtocolVersion = "2025-11-25" };
        options.Handlers.ElicitationHandler = (question, _) => ValueTask.FromResult(new ElicitResult
        {
            Action = "accept",
            Content = question!.RequestedSchema!.Properties.ToDictionary(property => property.Key, _ => JsonSerializer.SerializeToElement("blue")),
        });
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(new HttpClientTransportOptions { Endpoint = nginx.Url, TransportMode = HttpTransportMode.StreamableHttp }), options, cancellationToken: Cancelled);

        // The second question comes when the first is answered, on the same stream: kept back, it would wait for the end, and the
        // end for it.
        var result = await client.CallToolAsync("test_input_required_result_multi_round", cancellationToken: Cancelled);
        Assert.Equal("blue likes blue.", Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text);
    }
}
