namespace Fairlead.Clients.Tests;

/// <summary>The server with everything, over HTTP and over HTTP+SSE, started when first asked for.</summary>
public sealed class EverythingServers : IAsyncDisposable
{
    private readonly Lazy<Task<HttpSample>> _http = new(() => HttpSample.StartAsync("Everything"));
    private readonly Lazy<Task<HttpSample>> _sse = new(() => HttpSample.StartAsync("Everything", "--transport", "sse"));

    internal async Task<Uri> UrlAsync(string transport) => (await (transport == "sse" ? _sse : _http).Value).Url;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in new[] { _http, _sse })
        {
            if (server.IsValueCreated) await (await server.Value).DisposeAsync();
        }
    }
}
