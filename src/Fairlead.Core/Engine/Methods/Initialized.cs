using Fairlead.Protocol;

namespace Fairlead.Engine.Methods;

/// <summary><c>notifications/initialized</c>: the client is ready; there is nothing to do.</summary>
internal sealed class Initialized() : McpMethod(MethodNames.Initialized)
{
    public override bool IsNotification => true;

    public override bool IsServedIn(ProtocolRevision revision) => !revision.IsModern;

    public override ValueTask InvokeAsync(RequestCall call) => default;
}
