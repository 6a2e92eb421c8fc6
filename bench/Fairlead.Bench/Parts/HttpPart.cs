using Fairlead.Bench.Requests;
using Fairlead.Bench.Results;
using Fairlead.Bench.Servers;

namespace Fairlead.Bench.Parts;

/// <summary>How many requests servers answer over HTTP.</summary>
internal static class HttpPart
{
    private static readonly HttpCall Modern = HttpCall.Greet();
    private static readonly HttpCall Legacy = HttpCall.Greet(modern: false);

    public static async Task<IReadOnlyList<Section>> MeasureAsync(Options options)
    {
        await CheckSameBytesAsync(Modern);
        await CheckSameBytesAsync(HttpCall.List());
        return
        [
            await Contest.RunAsync("`tools/call` of three scalars, 2026-07-28", options,
            [
                new("Fairlead", HttpServers.Fairlead(), Modern),
                new("an endpoint by hand, on Kestrel", HttpServers.Handwritten, Modern),
                new("Fairlead with token, scope, limits, audit on disk and metrics", HttpServers.Production, Modern.With("Authorization", "Bearer fl_0123456789012345678901234567890123456789")),
                new("ModelContextProtocol.AspNetCore (C#) 2.3.1", HttpServers.CSharpSdk(), Modern),
                new("@modelcontextprotocol/server 2.4.0 (Node.js)", HttpServers.Node("server.mjs"), Modern),
            ]),
            await Contest.RunAsync("`tools/call` of three scalars, 2025-11-25 without a session", options,
            [
                new("Fairlead", HttpServers.FairleadStateless, Legacy),
                new("ModelContextProtocol.AspNetCore (C#) 2.3.1", HttpServers.CSharpSdk(), Legacy),
                new("@modelcontextprotocol/server 2.4.0 (Node.js)", HttpServers.Node("server.mjs"), Legacy),
                new("@modelcontextprotocol/sdk 1.32.0 (Node.js)", HttpServers.Node("sdk.mjs"), Legacy),
                new("fastmcp 4.20.16 (Node.js)", HttpServers.Node("fastmcp.mjs"), Legacy),
            ]),
            await Contest.RunAsync("`tools/call` of three scalars, 2025-11-25 in a session", options,
            [
                new("Fairlead", HttpServers.Fairlead(), Legacy, InSession: true),
                new("ModelContextProtocol.AspNetCore (C#) 2.3.1", HttpServers.CSharpSdk(sessions: true), Legacy, InSession: true),
                new("@modelcontextprotocol/sdk 1.32.0 (Node.js)", HttpServers.Node("sdk.mjs", sessions: true), Legacy, InSession: true),
                new("fastmcp 4.20.16 (Node.js)", HttpServers.Node("fastmcp.mjs", sessions: true), Legacy, InSession: true),
            ]),
            await Contest.RunAsync("`tools/list` of 20 tools, 2026-07-28", options,
            [
                new("Fairlead", HttpServers.Fairlead(), HttpCall.List()),
                new("an endpoint by hand, on Kestrel", HttpServers.Handwritten, HttpCall.List()),
                new("ModelContextProtocol.AspNetCore (C#) 2.3.1", HttpServers.CSharpSdk(), HttpCall.List()),
                new("@modelcontextprotocol/server 2.4.0 (Node.js)", HttpServers.Node("server.mjs"), HttpCall.List()),
            ]),
            await Contest.RunAsync("`tools/call` with three notifications of progress, 2026-07-28 (a stream of events)", options,
            [
                new("Fairlead", HttpServers.Sizes, HttpCall.Work),
                new("ModelContextProtocol.AspNetCore (C#) 2.3.1", HttpServers.CSharpSdk(), HttpCall.Work),
            ]),
        ];
    }

    // A limit is one only where it gives byte for byte the same.
    private static async Task CheckSameBytesAsync(HttpCall call)
    {
        using var one = await HttpServer.StartAsync(HttpServers.Fairlead());
        using var other = await HttpServer.StartAsync(HttpServers.Handwritten);
        var (reply, expected) = (await HttpConversation.AskAsync(one.Url, call), await HttpConversation.AskAsync(other.Url, call));
        if (!reply.AsSpan().SequenceEqual(expected)) throw new InvalidOperationException($"Fairlead and the endpoint by hand answer differently to {call.Body}");
    }
}
