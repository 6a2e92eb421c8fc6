using Fairlead.Protocol;

namespace Fairlead.Engine.Methods;

/// <summary><c>notifications/cancelled</c>: the client no longer wants a reply.</summary>
internal sealed class Cancelled() : McpMethod(MethodNames.Cancelled)
{
    public override bool IsNotification => true;

    public override ValueTask InvokeAsync(RequestCall call)
    {
        call.Connection.Cancel(call.Message.CancelledId);
        return default;
    }
}
