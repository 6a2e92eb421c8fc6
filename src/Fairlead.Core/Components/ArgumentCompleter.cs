namespace Fairlead.Components;

/// <summary>Finds the values that fit what has been typed of an argument.</summary>
/// <param name="call">The call.</param>
/// <param name="query">What has been typed, and what was chosen before.</param>
/// <returns>The values, best first; the client gets the first 100.</returns>
public delegate ValueTask<IEnumerable<string>> ArgumentCompleter(McpCall call, CompletionQuery query);
