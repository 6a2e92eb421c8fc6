using System.Buffers;
using System.Text.Json;
using Fairlead.Engine.Subscriptions;
using Fairlead.Protocol;

namespace Fairlead.Engine.Methods;

/// <summary>
/// <c>subscriptions/listen</c>: tells of changes until the client cancels, which leaves no reply, or the server stops, which is
/// the reply (2026-07-28, "Subscriptions").
/// </summary>
internal sealed class Listen(McpLimits limits) : McpMethod(MethodNames.SubscriptionsListen)
{
    // The message is kept while the stream is open, so that it must not be as long as others.
    private const int MaxMessageBytes = 64 * 1024;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public override bool StaysOpen => true;

    public override bool IsServedIn(ProtocolRevision revision) => revision.IsModern;

    public override async ValueTask InvokeAsync(RequestCall call)
    {
        if (call.MessageBytes > MaxMessageBytes)
        {
            call.Refuse(new(ErrorCodes.InvalidParams, $"The message is longer than the {MaxMessageBytes:N0} bytes that a subscription may have. Open several, each for some of the resources."));
            return;
        }

        if (SubscriptionFilter.Read(call, limits) is not { } filter) return;
        var shares = call.Server.Listeners.Shares;
        var caller = LimitKey.OfCaller(call);
        if (!shares.TryTake(caller))
        {
            call.RefuseForNow($"The caller has {shares.Limit} subscriptions open, and may have no more. Cancel one first.", Soon);
            return;
        }

        try
        {
            await ListenAsync(call, filter).ConfigureAwait(false);
        }
        finally
        {
            shares.Return(caller);
        }
    }

    private static async ValueTask ListenAsync(RequestCall call, SubscriptionFilter filter)
    {
        var id = call.Message.Id;
        var listeners = call.Server.Listeners;
        var listener = new Listener(listeners, call.Connection, call.Channel, id, filter.Lists, filter.Resources) { Caller = call.AuthenticatedCaller };
        if (!listeners.TryAdd(listener))
        {
            call.Refuse(JsonRpcError.Overloaded("The server has as many subscriptions open as it takes, or is about to stop. Try again in a moment."));
            return;
        }

        call.WasPending = true;
        try
        {
            listener.Open(Acknowledge(id, filter));
            await using (call.CancellationToken.UnsafeRegister(static state => ((Listener)state!).End(), listener).ConfigureAwait(false))
            {
                await listener.Ended.ConfigureAwait(false);
            }
        }
        finally
        {
            listener.End();
        }

        call.Result.SetEmpty();
        call.Result.Meta = MetaOf(id);
    }

    private static ReadOnlyMemory<byte> Acknowledge(ReadOnlyMemory<byte> id, SubscriptionFilter filter)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ChangeWriter.WriteAcknowledged(buffer, id.Span, filter.Lists, filter.Resources);
        return buffer.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> MetaOf(ReadOnlyMemory<byte> id)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Envelope.WriterOptions)) ChangeWriter.WriteMeta(writer, id.Span);
        return buffer.WrittenMemory;
    }
}
