using Fairlead.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds MCP servers to the health checks of an ASP.NET Core application.</summary>
public static class McpHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check that is healthy while all servers of the application have started and none was told to stop: what a load
    /// balancer has to know before it sends requests.
    /// </summary>
    /// <param name="builder">The application's health checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="tags">Tags by which the application tells its checks apart. Default: none.</param>
    /// <returns>The health checks.</returns>
    public static IHealthChecksBuilder AddMcp(this IHealthChecksBuilder builder, string name = "mcp", IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(name, static services => new ServersCheck(ServerDirectory.Of(services)), failureStatus: null, tags));
    }
}
