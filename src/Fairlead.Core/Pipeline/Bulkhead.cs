using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;
using Fairlead.Components;

namespace Fairlead.Pipeline;

/// <summary>Keeps one tool from taking everything that the others need.</summary>
internal sealed class Bulkhead(BulkheadOptions options)
{
    private readonly ConditionalWeakTable<Component, ConcurrencyLimiter> _limiters = [];

    public ValueTask InvokeAsync(McpCall call, McpNext next) => options.AppliesTo(call.Component!) ? RunAsync(call, next) : next(call);

    private async ValueTask RunAsync(McpCall call, McpNext next)
    {
        var limiter = _limiters.GetValue(call.Component!, _ => Create());
        using var place = await limiter.AcquireAsync(1, call.CancellationToken).ConfigureAwait(false);
        if (place.IsAcquired) await next(call).ConfigureAwait(false);
        else call.Result.SetError($"Tool {call.Component!.Name} is busy: {options.MaxConcurrent} calls run and {options.MaxWaiting} wait. Try again in a moment.");
    }

    private ConcurrencyLimiter Create() => new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.MaxConcurrent,
        QueueLimit = options.MaxWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });
}
