using Fairlead.Components;

namespace Fairlead.Pipeline;

/// <summary>Which failures are of the kind that may be gone a moment later.</summary>
internal static class CallFailure
{
    /// <summary>
    /// Whether a component broke. What its author said to the model (<see cref="ToolException"/>) and what was stopped from outside are
    /// no such failures.
    /// </summary>
    public static bool Is(McpCall call) =>
        call.Exception is { } exception and not ToolException && !(exception is OperationCanceledException && call.CancellationToken.IsCancellationRequested);
}
