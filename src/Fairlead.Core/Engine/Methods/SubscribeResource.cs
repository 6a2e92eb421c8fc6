using Fairlead.Protocol;

namespace Fairlead.Engine.Methods;

/// <summary>
/// <c>resources/subscribe</c> and <c>resources/unsubscribe</c>: whether a legacy conversation is told when a resource changes.
/// </summary>
internal sealed class SubscribeResource(string method, bool subscribes, McpLimits limits) : McpMethod(method)
{
    public override bool IsServedIn(ProtocolRevision revision) => !revision.IsModern;

    public override ValueTask InvokeAsync(RequestCall call)
    {
        if (call.Connection.Listener is not { } listener)
        {
            call.Fail(new(ErrorCodes.MethodNotFound, $"Method not found: {Name}. There is no session in which the client could be told."));
            return default;
        }

        if (ResourceUri.Read(call, limits) is not { } uri) return default;
        if (!subscribes)
        {
            listener.Unsubscribe(uri);
            call.Result.SetEmpty();
            return default;
        }

        var component = call.Catalog.FindResource(uri, out _);
        call.Select(component, uri);
        if (component is null) call.ResourceNotFound();
        else if (listener.TrySubscribe(uri, limits.MaxResourceSubscriptions)) call.Result.SetEmpty();
        else call.Fail(JsonRpcError.Overloaded($"The conversation is subscribed to {limits.MaxResourceSubscriptions} resources, and the server takes no more. Unsubscribe from some first."));
        return default;
    }
}
