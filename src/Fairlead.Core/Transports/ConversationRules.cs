using Fairlead.Engine;
using Fairlead.Protocol;

namespace Fairlead.Transports;

/// <summary>
/// In which revision a message of a conversation (stdio, in-memory) is spoken: its own, where its <c>_meta</c> says so;
/// otherwise the one that <c>initialize</c> agreed on.
/// </summary>
internal static class ConversationRules
{
    /// <summary>Sets the call's revision, or refuses the call.</summary>
    public static void Apply(RequestCall call, McpServerOptions options)
    {
        if (call.IsRefused) return;
        ref readonly var message = ref call.Message;
        if (RequestRules.HasOwnRevision(message))
        {
            if (RequestRules.FromMeta(message, options.Revisions, out var error) is { } own) call.SpokenRevision = own;
            else call.Refuse(error!);
            return;
        }

        if (call.Connection.Revision is { } agreed) call.SpokenRevision = agreed;
        else if (message.Method.Span.SequenceEqual("server/discover"u8)) call.SpokenRevision = ProtocolRevision.V20260728;
        else if (message.Kind == MessageKind.Request && !OpensConversation(message.Method.Span)) call.Refuse(NotOpen);
    }

    private static readonly JsonRpcError NotOpen = new(
        ErrorCodes.InvalidRequest,
        "No conversation is open. Send initialize first or, from 2026-07-28 on, say protocolVersion and clientCapabilities in params._meta.");

    private static bool OpensConversation(ReadOnlySpan<byte> method) => method.SequenceEqual("initialize"u8) || method.SequenceEqual("ping"u8);
}
