using System.Text;
using Microsoft.Extensions.Logging;

namespace Fairlead.Hosting;

/// <summary>
/// Writes logs to stderr, a line each. It costs a fraction of the console logger's start-up time, which a server that is
/// started for one question feels.
/// </summary>
internal sealed class StderrLoggerProvider : ILoggerProvider
{
    private readonly Lock _lock = new();
    private Stream? _output;

    public ILogger CreateLogger(string categoryName) => new StderrLogger(this, categoryName, LogLevel.Trace);

    public void Dispose()
    {
    }

    /// <summary>Writes text as a whole, whoever writes at the same time.</summary>
    public void Write(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        lock (_lock)
        {
            try
            {
                (_output ??= Console.OpenStandardError()).Write(bytes);
            }
            catch (IOException)
            {
                // Nobody reads stderr any more, and there is no other place to say so.
            }
        }
    }
}
