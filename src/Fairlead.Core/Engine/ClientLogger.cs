using Fairlead.Protocol;
using Microsoft.Extensions.Logging;

namespace Fairlead.Engine;

/// <summary>Writes to the server's log, and to the client where it asked for logs.</summary>
internal sealed class ClientLogger(RequestContext context, ILogger server, string name) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => server.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) =>
        logLevel != LogLevel.None && (server.IsEnabled(logLevel) || context.WantsLog(SeverityOf(logLevel)));

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        server.Log(logLevel, eventId, state, exception, formatter);
        var severity = SeverityOf(logLevel);

        // The exception stays here: its text may hold what the client must not see.
        if (logLevel != LogLevel.None && context.WantsLog(severity)) Forget(context.SendLogAsync(severity, name, formatter(state, null)));
    }

    private static LogSeverity SeverityOf(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => LogSeverity.Debug,
        LogLevel.Information => LogSeverity.Info,
        LogLevel.Warning => LogSeverity.Warning,
        LogLevel.Error => LogSeverity.Error,
        _ => LogSeverity.Critical,
    };

    // Logging never fails and never waits: a client that is gone is noticed by the call itself.
    private static void Forget(ValueTask sending)
    {
        if (sending.IsCompletedSuccessfully) return;
        _ = sending.AsTask().ContinueWith(
            static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }
}
