using Fairlead.Hosting;
using Fairlead.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
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
        var log = loggers.CreateLogger("Fairlead.Security");
        var authentication = new CallerAuthentication(app.Options.Name, options.Build(web.Services), resource, [.. options.Scopes], log);
        web.Lifetime.ApplicationStopped.Register(authentication.Dispose);
        if (!resource.IsKnown) return authentication;
        foreach (var path in resource.Paths)
        {
            web.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)(context =>
            {
                var refusal = guard.Check(context.Request.Headers, context.Features.Get<IHttpConnectionFeature>()?.LocalIpAddress);
                return refusal is not null ? refusal.WriteAsync(context) : resource.WriteAsync(context, app.Options.Title ?? app.Options.Name, ScopesOf(options, server));
            }));
        }

        return authentication;
    }

    private static IEnumerable<string> ScopesOf(McpAuthenticationBuilder options, NamedServer server) =>
        options.Scopes.Concat(server.Running.Served.Permissions?.Scopes ?? []).Distinct(StringComparer.Ordinal);
}
