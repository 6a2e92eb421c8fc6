namespace Fairlead.Components;

/// <summary>
/// Runs a component: binds <see cref="McpCall.Arguments"/>, calls the author's method and writes its result to
/// <see cref="McpCall.Result"/>. The generator emits one for each component.
/// </summary>
/// <param name="call">The call.</param>
/// <returns>A task that completes when the result has been written.</returns>
public delegate ValueTask ComponentInvoker(McpCall call);
