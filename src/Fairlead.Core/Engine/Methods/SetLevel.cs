using Fairlead.Protocol;

namespace Fairlead.Engine.Methods;

/// <summary><c>logging/setLevel</c>: from which level on the client wants logs in this conversation.</summary>
internal sealed class SetLevel() : McpMethod(MethodNames.SetLevel)
{
    public override bool IsServedIn(ProtocolRevision revision) => !revision.IsModern;

    public override ValueTask InvokeAsync(RequestCall call)
    {
        if (!call.Connection.KeepsState)
        {
            call.Fail(new(ErrorCodes.MethodNotFound, "Method not found: logging/setLevel. There is no session for which a level could be kept."));
        }
        else if (LogLevels.Find(call.Message.Level) is { } level)
        {
            call.Connection.LogLevel = level;
            call.Result.SetEmpty();
        }
        else
        {
            call.Fail(new(ErrorCodes.InvalidParams, $"params.level must be {LogLevels.Expected}."));
        }

        return default;
    }
}
