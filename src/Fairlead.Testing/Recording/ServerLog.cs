using Microsoft.Extensions.Logging;

namespace Fairlead.Testing;

/// <summary>What a server wrote to its own log.</summary>
/// <param name="Level">The level.</param>
/// <param name="Category">Who logged.</param>
/// <param name="Message">The message.</param>
/// <param name="Exception">The exception, where there was one.</param>
public sealed record ServerLog(LogLevel Level, string Category, string Message, Exception? Exception = null);
