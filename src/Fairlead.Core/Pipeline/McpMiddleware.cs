using Fairlead.Components;

namespace Fairlead.Pipeline;

/// <summary>
/// Code round calls. Call <paramref name="next"/> to go on; leave it out to answer yourself, by
/// <see cref="McpCall.Result"/> or <see cref="McpCall.Fail"/>.
/// </summary>
/// <param name="call">The call.</param>
/// <param name="next">The rest of the pipeline.</param>
/// <returns>A task that completes when the call has its result or error.</returns>
public delegate ValueTask McpMiddleware(McpCall call, McpNext next);
