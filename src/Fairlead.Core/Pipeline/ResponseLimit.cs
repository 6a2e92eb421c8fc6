using Fairlead.Components;

namespace Fairlead.Pipeline;

/// <summary>Answers with an error in place of a result that would fill a model's context.</summary>
internal sealed class ResponseLimit(ResponseLimitOptions options)
{
    public async ValueTask InvokeAsync(McpCall call, McpNext next)
    {
        await next(call).ConfigureAwait(false);
        if (call.IsError || call.Result.IsInputRequired || !options.AppliesTo(call.Component!)) return;
        var size = call.Result.Json.Length;
        if (size <= options.MaxBytes) return;
        call.Result.SetError($"The result has {size:N0} bytes, more than the {options.MaxBytes:N0} that {call.Component!.Name} may return. Ask for less at once.");
    }
}
