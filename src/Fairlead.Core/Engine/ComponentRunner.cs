using Fairlead.Components;
using Fairlead.Pipeline;
using Fairlead.Protocol;
using Fairlead.Security;

namespace Fairlead.Engine;

/// <summary>Runs components: the innermost end of the pipeline. What they throw becomes a result or error here.</summary>
internal sealed class ComponentRunner(CallFailures failures, IReadOnlyList<McpMiddleware> toolMiddleware)
{
    private readonly McpNext _tool = MiddlewareChain.Compose(toolMiddleware, call => InvokeAsync(call, failures));

    /// <summary>Runs the call's component, tools within their own middleware.</summary>
    public ValueTask RunAsync(RequestCall call) => call.AnswersQuestions ? RunAgainAsync(call) : RunOnceAsync(call);

    private ValueTask RunOnceAsync(RequestCall call) =>
        call.Component is Tool && toolMiddleware.Count > 0 ? _tool(call) : InvokeAsync(call, failures);

    private async ValueTask RunAgainAsync(RequestCall call)
    {
        await call.OpenRoundAsync().ConfigureAwait(false);
        if (call.Error is null) await RunOnceAsync(call).ConfigureAwait(false);
    }

    private static ValueTask InvokeAsync(McpCall call, CallFailures failures)
    {
        try
        {
            var pending = ((RequestCall)call).Access?.Permissions.ChecksOf(call.Component!) is { } checks ? CheckedAsync(checks, call) : call.Component!.Invoke(call);
            if (!pending.IsCompletedSuccessfully) return AwaitAsync(pending, call, failures);
            Settle((RequestCall)call, null, failures);
        }
        catch (Exception exception)
        {
            Settle((RequestCall)call, exception, failures);
        }

        return default;
    }

    // Innermost, so that the checks see the arguments that the component will get.
    private static async ValueTask CheckedAsync(IReadOnlyList<AccessCheck> checks, McpCall call)
    {
        foreach (var check in checks)
        {
            if (await check(call).ConfigureAwait(false)) continue;
            ((RequestCall)call).Denial = "refused by a check";
            if (call.Uri is not null) call.ResourceNotFound();
            else call.Fail(JsonRpcError.Unknown(call.Component is Tool ? "tool" : "prompt", call.Component!.Name));
            return;
        }

        await call.Component!.Invoke(call).ConfigureAwait(false);
    }

    private static async ValueTask AwaitAsync(ValueTask pending, McpCall call, CallFailures failures)
    {
        try
        {
            await pending.ConfigureAwait(false);
            Settle((RequestCall)call, null, failures);
        }
        catch (Exception exception)
        {
            Settle((RequestCall)call, exception, failures);
        }
    }

    // Once something was asked, the question is the reply, whatever the component made of being unwound.
    private static void Settle(RequestCall call, Exception? exception, CallFailures failures)
    {
        if (call.Rounds is { HasQuestions: true } rounds) rounds.WriteTo(call);
        else if (exception is not null) failures.Record(call, exception);
    }
}
