using Fairlead.Engine.Subscriptions;
using Fairlead.Protocol;

namespace Fairlead.Engine.Methods;

/// <summary><c>initialize</c>: opens a legacy conversation and agrees on its revision.</summary>
internal sealed class Initialize(McpServerOptions options, Capabilities capabilities) : McpMethod(MethodNames.Initialize)
{
    // Thousands of sessions may lie idle, and each remembers these.
    private const int MaxRememberedBytes = 16 * 1024;

    public override bool IsServedIn(ProtocolRevision revision) => !revision.IsModern;

    public override ValueTask InvokeAsync(RequestCall call)
    {
        if (Message.TextOf(call.Message.OfferedVersion) is not { } requested)
        {
            call.Fail(new(ErrorCodes.InvalidParams, "params.protocolVersion is missing; it must be a string such as \"2025-11-25\"."));
            return default;
        }

        if (Agree(requested) is not { } revision)
        {
            call.Fail(JsonRpcError.UnsupportedProtocolVersion(requested, options.Revisions));
            return default;
        }

        if (call.Connection.KeepsState && !TryRemember(call, revision))
        {
            call.Fail(new(ErrorCodes.InvalidParams, $"params.capabilities is longer than the {MaxRememberedBytes:N0} bytes that the server remembers of a client."));
            return default;
        }

        call.SpokenRevision = revision;
        var writer = call.Result.Rewrite();
        writer.WriteStartObject();
        writer.WriteString("protocolVersion"u8, revision.Version);
        capabilities.Write(writer, call.Catalog, revision, call.Connection);
        writer.WritePropertyName("serverInfo"u8);
        writer.WriteRawValue(ServerInfo.Encode(options, revision), skipInputValidation: true);
        if (options.Instructions is { } instructions) writer.WriteString("instructions"u8, instructions);
        writer.WriteEndObject();
        return default;
    }

    private static bool TryRemember(RequestCall call, ProtocolRevision revision)
    {
        var capabilities = Message.Member(call.Message.Params, "capabilities"u8);
        if (capabilities.Length > MaxRememberedBytes) return false;
        var connection = call.Connection;
        connection.Capabilities = new(capabilities.ToArray());

        // Long only because of icons; nothing depends on it.
        var info = Message.Member(call.Message.Params, "clientInfo"u8);
        connection.ClientInfo = info.Length > MaxRememberedBytes ? default : (ReadOnlyMemory<byte>)info.ToArray();
        connection.Revision = revision;

        // Only what the capabilities say is told, and not before the client has said that it is ready.
        var listeners = call.Server.Listeners;
        connection.Listener?.End();
        connection.Listener = new Listener(listeners, connection, null, default, call.Catalog.Lists, new(StringComparer.Ordinal));
        listeners.TryAdd(connection.Listener);
        return true;
    }

    // The client's revision where it has sessions and is offered; otherwise our newest, which the client may decline.
    private ProtocolRevision? Agree(string requested)
    {
        if (ProtocolRevision.Find(requested) is { HasSessions: true } known && options.Revisions.Contains(known)) return known;
        return options.Revisions.Where(revision => revision.HasSessions).MaxBy(revision => revision.Index);
    }
}
