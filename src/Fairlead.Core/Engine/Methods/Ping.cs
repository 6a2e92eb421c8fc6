using Fairlead.Protocol;

namespace Fairlead.Engine.Methods;

/// <summary><c>ping</c>: is anybody there?</summary>
internal sealed class Ping() : McpMethod(MethodNames.Ping)
{
    public override bool IsServedIn(ProtocolRevision revision) => !revision.IsModern;

    public override ValueTask InvokeAsync(RequestCall call)
    {
        call.Result.SetEmpty();
        return default;
    }
}
