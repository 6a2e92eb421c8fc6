using System.Diagnostics.CodeAnalysis;
using Fairlead;
using Fairlead.Authentication;
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
    /// <param name="configure">Sets who may call, and where they get tokens.</param>
    /// <returns>A builder for conventions such as <c>RequireAuthorization()</c>.</returns>
    /// <exception cref="InvalidOperationException">
    /// There is no such server; the message names those that there are. Or <see cref="McpMapOptions.AuthorizationServers"/> are named
    /// and the endpoint's metadata would not be where clients look for them.
    /// </exception>
    public static IEndpointConventionBuilder MapMcp(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/mcp", string? name = null, Action<McpMapOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var server = ServerDirectory.Of(endpoints.ServiceProvider).Find(name);
        var options = new McpMapOptions();
        configure?.Invoke(options);
        Relaxations.Log(endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>(), server.Name, options, isAnonymous: false);
        var guard = new HostGuard(options.AllowedHosts, options.AllowedOrigins);
        var resource = new ProtectedResource("/" + pattern.Trim('/'), options.Resource, [.. options.AuthorizationServers]);
        if (resource.IsKnown) MapMetadata(endpoints, pattern, resource, guard, server);
        var gate = new RequestGate(server, guard, null, resource);
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

    // Outside of the endpoint's own group: who has no token yet must be able to read where to get one.
    private static void MapMetadata(IEndpointRouteBuilder endpoints, string pattern, ProtectedResource resource, HostGuard guard, NamedServer server)
    {
        if (endpoints is RouteGroupBuilder || pattern.Contains('{', StringComparison.Ordinal))
        {
            throw new InvalidOperationException(
                $"MapMcp(\"{pattern}\"): with AuthorizationServers, map the endpoint on the application itself and at a path without parameters. Its metadata are served at /.well-known/oauth-protected-resource followed by that path (RFC 9728).");
        }

        AuthenticationEndpoints.MapMetadata(endpoints, resource, guard, server, server.Builder.Options, []).AllowAnonymous();
    }
}
