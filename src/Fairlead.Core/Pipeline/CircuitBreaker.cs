using System.Runtime.CompilerServices;
using Fairlead.Components;
using Polly;
using Polly.CircuitBreaker;

namespace Fairlead.Pipeline;

/// <summary>Gives a tool that breaks again and again a rest, in which its callers are told at once.</summary>
internal sealed class CircuitBreaker(CircuitBreakerOptions options, TimeProvider time)
{
    // A component that is replaced while the server runs takes its breaker with it.
    private readonly ConditionalWeakTable<Component, ResiliencePipeline<bool>> _breakers = [];

    public ValueTask InvokeAsync(McpCall call, McpNext next) => options.AppliesTo(call.Component!) ? RunAsync(call, next) : next(call);

    private async ValueTask RunAsync(McpCall call, McpNext next)
    {
        var breaker = _breakers.GetValue(call.Component!, _ => Create());
        try
        {
            await breaker.ExecuteAsync(TryAsync, (call, next), call.CancellationToken).ConfigureAwait(false);
        }
        catch (BrokenCircuitException open)
        {
            var seconds = Math.Max(1, Math.Ceiling((open.RetryAfter ?? options.BreakDuration).TotalSeconds));
            call.Result.SetError($"Tool {call.Component!.Name} has failed too often and rests. Try again in {seconds:0} s.");
        }
    }

    private static async ValueTask<bool> TryAsync((McpCall Call, McpNext Next) state, CancellationToken cancellationToken)
    {
        await state.Next(state.Call).ConfigureAwait(false);
        return CallFailure.Is(state.Call);
    }

    private ResiliencePipeline<bool> Create() => new ResiliencePipelineBuilder<bool> { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<bool>
        {
            FailureRatio = options.FailureRatio,
            MinimumThroughput = options.MinimumThroughput,
            SamplingDuration = options.SamplingDuration,
            BreakDuration = options.BreakDuration,
            ShouldHandle = static arguments => new(arguments.Outcome.Result),
        })
        .Build();
}
