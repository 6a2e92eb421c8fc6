using System.Diagnostics.CodeAnalysis;
using Fairlead;
using Fairlead.Hosting;
using Fairlead.Http;
using Fairlead.Http.Sse;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps MCP servers to paths of an ASP.NET Core application.</summary>
public static class McpEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Serves an MCP server over Streamable HTTP. Requests that arrive over loopback must name a loopback host, all others a
    /// host of <see cref="McpEndpointOptions.AllowedHosts"/>; pages in browsers need
    /// <see cref="McpEndpointOptions.AllowedOrigins"/>.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path.</param>
    /// <param name="name">The server's name, as given to <c>AddMcp</c>. May be left out where there is only one.</param>
    /// <param name="configure">Sets who may call.</param>
    /// <returns>A builder for conventions such as <c>RequireAuthorization()</c>.</returns>
    /// <exception cref="InvalidOperationException">There is no such server; the message names those that there are.</exception>
    public static IEndpointConventionBuilder MapMcp(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/mcp", string? name = null, Action<McpEndpointOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var server = ServerDirectory.Of(endpoints.ServiceProvider).Find(name);
        var options = new McpEndpointOptions();
        configure?.Invoke(options);
        Relaxations.Log(endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>(), server.Name, options, isAnonymous: false);
        var gate = new RequestGate(server, new(options.AllowedHosts, options.AllowedOrigins), null);
        var endpoint = new StreamableHttpEndpoint(server, gate, options, sharesRequestServices: true);

        // One group, so that conventions such as authorization hold for all of its endpoints.
        var group = endpoints.MapGroup("");
        group.Map(pattern, endpoint.InvokeAsync).WithDisplayName($"MCP server {server.Name}");
        if (!options.LegacySse) return group;
        var sse = new LegacySseEndpoint(server, gate, options);
        group.Map(pattern.TrimEnd('/') + LegacySseEndpoint.StreamPath, sse.StreamAsync).WithDisplayName($"MCP server {server.Name} (SSE)");
        group.Map(pattern.TrimEnd('/') + LegacySseEndpoint.MessagePath, sse.MessageAsync).WithDisplayName($"MCP server {server.Name} (SSE messages)");
        return group;
    }
}
