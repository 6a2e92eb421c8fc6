using Fairlead.Protocol;

namespace Fairlead.Engine.Methods;

/// <summary><c>notifications/initialized</c>: the client is ready to be told of changes.</summary>
internal sealed class Initialized() : McpMethod(MethodNames.Initialized)
{
    public override bool IsNotification => true;

    public override bool IsServedIn(ProtocolRevision revision) => !revision.IsModern;

    public override ValueTask InvokeAsync(RequestCall call)
    {
        call.Connection.Listener?.Open();
        return default;
    }
}
