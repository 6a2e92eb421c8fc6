using Fairlead.Components;
using Fairlead.Pipeline;

namespace Fairlead.Engine;

/// <summary>Runs components: the innermost end of the pipeline. What they throw becomes a result or error here.</summary>
internal sealed class ComponentRunner(CallFailures failures, IReadOnlyList<McpMiddleware> toolMiddleware)
{
    private readonly McpNext _tool = MiddlewareChain.Compose(toolMiddleware, call => InvokeAsync(call, failures));

    /// <summary>Runs the call's component, tools within their own middleware.</summary>
    public ValueTask RunAsync(RequestCall call) =>
        call.Component is Tool && toolMiddleware.Count > 0 ? _tool(call) : InvokeAsync(call, failures);

    private static ValueTask InvokeAsync(McpCall call, CallFailures failures)
    {
        try
        {
            var pending = call.Component!.Invoke(call);
            return pending.IsCompletedSuccessfully ? pending : AwaitAsync(pending, call, failures);
        }
        catch (Exception exception)
        {
            failures.Record((RequestCall)call, exception);
            return default;
        }
    }

    private static async ValueTask AwaitAsync(ValueTask pending, McpCall call, CallFailures failures)
    {
        try
        {
            await pending.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failures.Record((RequestCall)call, exception);
        }
    }
}
