using Fairlead.Components;
using Polly;
using Polly.Retry;

namespace Fairlead.Pipeline;

/// <summary>Runs a tool again that broke, where that makes no difference. A tool that has asked its client is never run again.</summary>
internal sealed class Retry
{
    private readonly RetryOptions _options;
    private readonly ResiliencePipeline<bool> _pipeline;

    public Retry(RetryOptions options, TimeProvider time)
    {
        _options = options;
        _pipeline = new ResiliencePipelineBuilder<bool> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<bool>
            {
                MaxRetryAttempts = options.MaxAttempts - 1,
                Delay = options.Delay,
                MaxDelay = options.MaxDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = static arguments => new(arguments.Outcome.Result),
            })
            .Build();
    }

    public ValueTask InvokeAsync(McpCall call, McpNext next) => _options.AppliesTo(call.Component!) ? RunAsync(call, next) : next(call);

    private async ValueTask RunAsync(McpCall call, McpNext next)
    {
        try
        {
            await _pipeline.ExecuteAsync(TryAsync, (call, next), call.CancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (call.IsError)
        {
            // Stopped in a pause: the last run's error is the answer.
        }
    }

    private static async ValueTask<bool> TryAsync((McpCall Call, McpNext Next) state, CancellationToken cancellationToken)
    {
        state.Call.Exception = null;
        state.Call.Result.Clear();
        await state.Next(state.Call).ConfigureAwait(false);
        return CallFailure.Is(state.Call) && !state.Call.DependsOnAnswers;
    }
}
