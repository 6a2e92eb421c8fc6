using Fairlead.Hosting;
using Fairlead.Http.Sessions;
using Fairlead.Protocol;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Http;

/// <summary>
/// Streamable HTTP: one message per POST, in both eras. Legacy clients have sessions, whose streams GET opens and which DELETE
/// ends. What can be refused from the headers is refused before the body is read.
/// </summary>
/// <param name="server">The server, once it has started.</param>
/// <param name="gate">Who may call.</param>
/// <param name="options">The endpoint's options.</param>
/// <param name="sharesRequestServices">Calls use the scope of the HTTP request, not their own.</param>
internal sealed class StreamableHttpEndpoint(NamedServer server, RequestGate gate, McpEndpointOptions options, bool sharesRequestServices)
{
    private readonly MessagePost _post = new(gate, sharesRequestServices);

    // Made with the first request: the server starts after its endpoint was mapped.
    private readonly Lazy<SessionTable?> _sessions = new(() =>
        options.Stateless || !server.Running.Options.Revisions.Any(static revision => revision.HasSessions) ? null : new(server.Running, options.Sessions));

    /// <summary>Answers a request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var entering = gate.CheckAsync(context);
        if (!entering.IsCompletedSuccessfully) return WaitAsync(context, entering);
        return entering.Result is { } refusal ? refusal.WriteAsync(context) : ServeAsync(context);
    }

    private async Task WaitAsync(HttpContext context, ValueTask<HttpRefusal?> entering)
    {
        var refusal = await entering.ConfigureAwait(false);
        await (refusal is null ? ServeAsync(context) : refusal.WriteAsync(context)).ConfigureAwait(false);
    }

    private Task ServeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
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
