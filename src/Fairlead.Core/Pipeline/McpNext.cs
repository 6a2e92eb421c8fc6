using Fairlead.Components;

namespace Fairlead.Pipeline;

/// <summary>The rest of the pipeline.</summary>
/// <param name="call">The call.</param>
/// <returns>A task that completes when the call has its result or error.</returns>
public delegate ValueTask McpNext(McpCall call);
