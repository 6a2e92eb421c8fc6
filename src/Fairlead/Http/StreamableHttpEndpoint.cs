using Fairlead.Hosting;
using Fairlead.Http.Sessions;
using Fairlead.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fairlead.Http;

/// <summary>
/// Streamable HTTP: one message per POST, in both eras. Legacy clients have sessions, whose streams GET opens and which DELETE
/// ends. What can be refused from the headers is refused before the body is read.
/// </summary>
/// <param name="server">The server, once it has started.</param>
/// <param name="guard">Which hosts and origins may call.</param>
/// <param name="options">The endpoint's options.</param>
/// <param name="sharesRequestServices">Calls use the scope of the HTTP request, not their own.</param>
internal sealed class StreamableHttpEndpoint(NamedServer server, HostGuard guard, McpEndpointOptions options, bool sharesRequestServices)
{
    private readonly MessagePost _post = new(sharesRequestServices);

    // Made with the first request: the server starts after its endpoint was mapped.
    private readonly Lazy<SessionTable?> _sessions = new(() =>
        options.Stateless || !server.Running.Options.Revisions.Any(static revision => revision.HasSessions) ? null : new(server.Running, options.Sessions));

    /// <summary>Answers a request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (guard.Check(headers, context.Features.Get<IHttpConnectionFeature>()?.LocalIpAddress) is { } refusal) return refusal.WriteAsync(context);
        var running = server.Running;
        var sessions = _sessions.Value;
        if (HttpMethods.IsPost(context.Request.Method)) return _post.InvokeAsync(context, running, sessions);
        if (sessions is null) return HttpRefusal.Method("POST").WriteAsync(context);
        var isGet = HttpMethods.IsGet(context.Request.Method);
        if ((!isGet && !HttpMethods.IsDelete(context.Request.Method)) || SpeaksModern(headers)) return HttpRefusal.Method("GET, POST, DELETE").WriteAsync(context);
        return isGet ? SessionGet.InvokeAsync(context, sessions) : SessionDelete.InvokeAsync(context, sessions);
    }

    private static bool SpeaksModern(IHeaderDictionary headers) =>
        ProtocolRevision.Find(headers[HeaderNames.ProtocolVersion].ToString()) is { HasSessions: false };
}
