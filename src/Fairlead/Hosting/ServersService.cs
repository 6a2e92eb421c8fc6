using Microsoft.Extensions.Hosting;

namespace Fairlead.Hosting;

/// <summary>Starts the servers of an application before it takes requests, and stops them after the last one.</summary>
internal sealed class ServersService(ServerDirectory directory, IServiceProvider services) : IHostedLifecycleService
{
    private readonly List<McpServerHost> _hosts = [];

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var server in directory.All)
        {
            var host = await McpServerHost.StartAsync(server.Builder, services, cancellationToken).ConfigureAwait(false);
            _hosts.Add(host);
            server.Attach(host);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The drain timeout begins when the application is told to stop, while the web server still waits for its requests.
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        foreach (var host in _hosts) _ = host.Server.DrainAsync();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        foreach (var host in _hosts) await host.DisposeAsync().ConfigureAwait(false);
        _hosts.Clear();
    }
}
