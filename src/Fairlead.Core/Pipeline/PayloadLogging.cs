using System.Collections.Frozen;
using Fairlead.Components;
using Microsoft.Extensions.Logging;

namespace Fairlead.Pipeline;

/// <summary>Logs what tools are called with and, when asked, what they answer.</summary>
internal sealed partial class PayloadLogging(PayloadLoggingOptions options, ILogger log)
{
    private readonly Redaction _redaction = new(options.Redacted.ToFrozenSet(StringComparer.OrdinalIgnoreCase), options.MaxBytes);

    public ValueTask InvokeAsync(McpCall call, McpNext next) =>
        log.IsEnabled(options.Level) && options.AppliesTo(call.Component!) ? RunAsync(call, next) : next(call);

    private async ValueTask RunAsync(McpCall call, McpNext next)
    {
        // Before the call: what a tool or middleware makes of its arguments is not what was sent.
        var component = call.Component!;
        var arguments = _redaction.Apply(call.Arguments.Span, component);
        await next(call).ConfigureAwait(false);
        if (options.Results && call.Error is null)
        {
            var result = _redaction.Apply(call.Result.Json.Span, component);
            Answered(log, options.Level, component.Name, arguments, result);
        }
        else
        {
            Called(log, options.Level, component.Name, arguments);
        }
    }

    [LoggerMessage(EventId = 1, Message = "{Tool} {Arguments}")]
    private static partial void Called(ILogger logger, LogLevel level, string tool, string arguments);

    [LoggerMessage(EventId = 2, Message = "{Tool} {Arguments} → {Result}")]
    private static partial void Answered(ILogger logger, LogLevel level, string tool, string arguments, string result);
}
