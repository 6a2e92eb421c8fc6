using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Fairlead.Protocol;

namespace Fairlead.Telemetry;

/// <summary>The spans of requests and notifications, by the OpenTelemetry conventions for MCP.</summary>
internal static class McpTracing
{
    private static readonly ActivitySource Source = new(McpTelemetry.SourceName);

    /// <summary>Somebody listens to spans.</summary>
    public static bool IsListening => Source.HasListeners();

    /// <summary>
    /// Starts the span of a message. Its parent is what the client wrote into <c>params._meta</c> (SEP-414), linked with the
    /// span of the HTTP request that carried it; a client that wrote nothing leaves the HTTP request's.
    /// </summary>
    /// <param name="method">A known method, or <see cref="TelemetryNames.Other"/>.</param>
    /// <param name="meta">The message's <c>_meta</c>.</param>
    public static Activity? Start(string method, ReadOnlyMemory<byte> meta)
    {
        var ambient = Activity.Current;
        if (!TryReadParent(meta, out var parent)) return Source.StartActivity(method, ActivityKind.Server);
        ActivityLink[]? links = ambient is null ? null : [new(ambient.Context)];
        return Source.StartActivity(method, ActivityKind.Server, parent, tags: null, links);
    }

    /// <summary>Reads the trace context that a client wrote into <c>_meta</c> (W3C Trace Context).</summary>
    public static bool TryReadParent(ReadOnlyMemory<byte> meta, out ActivityContext parent)
    {
        parent = default;
        return Message.TextOf(Message.Member(meta, "traceparent"u8)) is { } traceparent
            && ActivityContext.TryParse(traceparent, Message.TextOf(Message.Member(meta, "tracestate"u8)), isRemote: true, out parent);
    }

    /// <summary>
    /// The id of a session as an attribute: its SHA-256, by which a client's report can be found, while nobody who reads spans can use
    /// the session.
    /// </summary>
    public static string HashOf(string sessionId) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sessionId)));

    /// <summary>The id of a request as an attribute: without the quotes of a string.</summary>
    public static string IdOf(ReadOnlyMemory<byte> id) => Message.TextOf(id) ?? Encoding.UTF8.GetString(id.Span);
}
