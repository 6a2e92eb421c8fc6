using Fairlead;
using Fairlead.Authentication;
using Fairlead.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds MCP servers to an ASP.NET Core application.</summary>
public static class McpServiceCollectionExtensions
{
    /// <summary>
    /// Adds an MCP server. It starts with the application; map it to a path with <c>app.MapMcp(pattern, name)</c>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">The server's name, as clients see it; one of its kind in the application.</param>
    /// <param name="configure">Adds components and middleware, and sets options.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">A server of this name was added before.</exception>
    public static IServiceCollection AddMcp(this IServiceCollection services, string name, Action<McpServerBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(service => service.ImplementationInstance is NamedServer known && known.Name == name))
        {
            throw new ArgumentException($"A server \"{name}\" was added before. Give one of the two another name, or add to the first in its own AddMcp.", nameof(name));
        }

        var builder = new McpServerBuilder(name, services) { Policies = new AspNetCorePolicies() };
        configure(builder);
        services.AddSingleton(new NamedServer(name, builder));
        services.TryAddSingleton<ServerDirectory>();
        services.AddHostedService<ServersService>();
        return services;
    }
}
