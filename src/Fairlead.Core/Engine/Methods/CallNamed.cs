using Fairlead.Components;
using Fairlead.Engine.Tasks;
using Fairlead.Protocol;

namespace Fairlead.Engine.Methods;

/// <summary><c>tools/call</c> and <c>prompts/get</c>: a component by its name, with arguments.</summary>
internal sealed class CallNamed(string method, ComponentKind kind, ComponentRunner runner, McpLimits limits) : McpMethod(method)
{
    private readonly string _kind = kind.ToString().ToLowerInvariant();

    public override bool RunsComponent => true;

    public override void Prepare(RequestCall call)
    {
        if (Check(call) is { } problem)
        {
            call.Fail(new(ErrorCodes.InvalidParams, problem));
            return;
        }

        var name = Message.Unquote(call.Message.Name).Span;
        if (call.Catalog.TryFind(kind, name, out var component)) call.Select(component);
        else AccessChallenge.Refuse(call, Hidden(call, name), JsonRpcError.Unknown(_kind, ComponentName.Shorten(System.Text.Encoding.UTF8.GetString(name))));
    }

    public override ValueTask InvokeAsync(RequestCall call) =>
        call.Component is Tool { TaskSupport: not TaskSupport.None } tool ? InvokeAsTaskAsync(call, tool) : runner.RunAsync(call);

    private async ValueTask InvokeAsTaskAsync(RequestCall call, Tool tool)
    {
        if (call.TryBecomeTask())
        {
            // The client has its handle before the tool begins, however long it computes before it first waits.
            await Task.Yield();
        }
        else if (tool.TaskSupport == TaskSupport.Required && call.Depth == 0 && call.Revision.HasExtensions && call.Server.Tasks is not null && !McpTasks.IsKnownTo(call))
        {
            call.Refuse(JsonRpcError.MissingCapability(["extensions", McpTasks.ExtensionName], $"{tool.Name} runs as a task; call it with a client that declares the extension {McpTasks.ExtensionName}."));
            return;
        }

        await runner.RunAsync(call).ConfigureAwait(false);
    }

    private Component? Hidden(RequestCall call, ReadOnlySpan<byte> name) =>
        call.Access is { } access && access.Permissions.Everything.TryFind(kind, name, out var component) ? component : null;

    private string? Check(RequestCall call)
    {
        ref readonly var message = ref call.Message;
        if (!Message.IsString(message.Name.Span)) return "params.name is missing; it must be a string.";
        if (message.Arguments.Span.SequenceEqual("null"u8)) call.Arguments = default;
        else if (!message.Arguments.IsEmpty && !Message.IsObject(message.Arguments.Span)) return "params.arguments must be an object.";
        return message.ArgumentCount > limits.MaxArguments
            ? $"params.arguments has {message.ArgumentCount} members, more than the {limits.MaxArguments} that the server takes."
            : null;
    }
}
