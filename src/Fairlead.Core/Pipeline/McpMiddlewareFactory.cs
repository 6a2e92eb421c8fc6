using Microsoft.Extensions.Logging;

namespace Fairlead.Pipeline;

/// <summary>Makes middleware when the server starts, from what the server has by then.</summary>
/// <param name="loggers">Where logs go.</param>
/// <param name="time">The clock.</param>
internal delegate McpMiddleware McpMiddlewareFactory(ILoggerFactory loggers, TimeProvider time);
