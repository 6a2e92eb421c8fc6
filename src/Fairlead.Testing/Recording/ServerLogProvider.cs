using Microsoft.Extensions.Logging;

namespace Fairlead.Testing.Recording;

/// <summary>Keeps what a server logs, instead of writing it where nobody looks during a test.</summary>
internal sealed class ServerLogProvider(Action<ServerLog> keep) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, keep);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, Action<ServerLog> keep) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            keep(new(logLevel, category, formatter(state, exception), exception));
    }
}
