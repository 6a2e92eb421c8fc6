using Fairlead.Components;
using Microsoft.Extensions.Logging;

namespace Fairlead.Pipeline;

/// <summary>Logs calls that took long.</summary>
internal sealed partial class Timing(TimingOptions options, ILogger log, TimeProvider time)
{
    public ValueTask InvokeAsync(McpCall call, McpNext next)
    {
        var started = time.GetTimestamp();
        var pending = next(call);
        if (!pending.IsCompletedSuccessfully) return AwaitAsync(pending, call, started);
        Tell(call, started);
        return default;
    }

    private async ValueTask AwaitAsync(ValueTask pending, McpCall call, long started)
    {
        await pending.ConfigureAwait(false);
        Tell(call, started);
    }

    private void Tell(McpCall call, long started)
    {
        var elapsed = time.GetElapsedTime(started);
        if (elapsed >= options.SlowerThan) Slow(log, call.Component?.ToString() ?? call.Method, elapsed.TotalMilliseconds);
    }

    [LoggerMessage(1, LogLevel.Warning, "{Component} took {Milliseconds:0.###} ms")]
    private static partial void Slow(ILogger logger, string component, double milliseconds);
}
