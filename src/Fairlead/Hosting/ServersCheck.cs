using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Fairlead.Hosting;

/// <summary>Healthy while all servers of an application have started and none was told to stop.</summary>
internal sealed class ServersCheck(ServerDirectory directory) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var absent = Array.Find(directory.All, server => !server.IsReady);
        return Task.FromResult(absent is null
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, $"Server {absent.Name} is starting or stopping."));
    }
}
