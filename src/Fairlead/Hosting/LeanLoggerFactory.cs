using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Fairlead.Hosting;

/// <summary>
/// The logger factory of a stdio server whose author added nothing to its logging: one provider, levels from
/// <c>Logging:LogLevel</c>.
/// </summary>
internal sealed class LeanLoggerFactory(StderrLoggerProvider provider, IConfiguration configuration) : ILoggerFactory
{
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new(StringComparer.Ordinal);

    public ILogger CreateLogger(string categoryName) => _loggers.TryGetValue(categoryName, out var logger)
        ? logger
        : _loggers.GetOrAdd(categoryName, new StderrLogger(provider, categoryName, LevelOf(categoryName)));

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Add logger providers to McpApp.Logging before the application runs.");

    public void Dispose()
    {
    }

    // The level of the longest prefix of the category that was configured, at whole names: "A.B" is no prefix of "A.Bc".
    private LogLevel LevelOf(string category)
    {
        var levels = configuration.GetSection("Logging:LogLevel");
        for (var prefix = category; prefix.Length > 0; prefix = prefix[..Math.Max(prefix.LastIndexOf('.'), 0)])
        {
            if (Parse(levels[prefix]) is { } level) return level;
        }

        return Parse(levels["Default"]) ?? LogLevel.Information;
    }

    private static LogLevel? Parse(string? text) => Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) ? level : null;
}
