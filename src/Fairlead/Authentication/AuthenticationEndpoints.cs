using Fairlead.Engine;
using Fairlead.Hosting;
using Fairlead.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairlead.Authentication;

/// <summary>Puts authentication into a web server: the authenticators, and the metadata that leads clients to tokens.</summary>
internal static class AuthenticationEndpoints
{
    /// <summary>Maps the metadata and gives what authenticates the requests to the endpoint.</summary>
    public static CallerAuthentication Map(WebApplication web, McpApp app, NamedServer server, HostGuard guard)
    {
        // The web application would put its own authentication before ours, and so before the guard of hosts and origins.
        ((IApplicationBuilder)web).Properties["__AuthenticationMiddlewareSet"] = true;
        var options = app.Authentication;
        var resource = new ProtectedResource(app.Hosting.Path, options.EffectiveResource, options.EffectiveServers);
        var loggers = web.Services.GetRequiredService<ILoggerFactory>();
        if (options.AllowsPrivateAddresses) Relaxations.LogPrivateAddresses(loggers, app.Options.Name);
        foreach (var proxy in options.Proxies) Relaxations.LogProxy(loggers, app.Options.Name, proxy);
        var log = loggers.CreateLogger("Fairlead.Security");
        var authentication = new CallerAuthentication(app.Options.Name, options.Build(web.Services), resource, [.. options.Scopes], log);
        web.Lifetime.ApplicationStopped.Register(authentication.Dispose);
        if (resource.IsKnown) MapMetadata(web, resource, guard, server, app.Options, options.Scopes);
        return authentication;
    }

    /// <summary>Maps the metadata that lead clients to tokens.</summary>
    /// <param name="endpoints">Where to.</param>
    /// <param name="resource">What they say.</param>
    /// <param name="guard">Which hosts and origins may ask.</param>
    /// <param name="server">The server.</param>
    /// <param name="options">What it is called.</param>
    /// <param name="scopes">The scopes to ask for at first; those that components need are told too.</param>
    public static IEndpointConventionBuilder MapMetadata(
        IEndpointRouteBuilder endpoints, ProtectedResource resource, HostGuard guard, NamedServer server, McpServerOptions options, IEnumerable<string> scopes)
    {
        var group = endpoints.MapGroup("");
        foreach (var path in resource.Paths)
        {
            group.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)(context =>
            {
                var refusal = guard.Check(context.Request.Headers, context.Features.Get<IHttpConnectionFeature>()?.LocalIpAddress);
                var all = scopes.Concat(server.Running.Served.Permissions?.Scopes ?? []).Distinct(StringComparer.Ordinal);
                return refusal is not null ? refusal.WriteAsync(context) : resource.WriteAsync(context, options.Title ?? options.Name, all);
            }));
        }

        return group;
    }
}
