using Fairlead.Components;

namespace Fairlead.Security;

/// <summary>
/// Decides on a call with its arguments, after everything else has allowed it and right before the component runs. It has no say in
/// what is listed.
/// </summary>
/// <param name="call">The call; see <see cref="McpCall.Caller"/> and <see cref="McpCall.Arguments"/>.</param>
/// <returns>
/// Whether the call may go on. A refusal reads as if the component did not exist; throw a <see cref="ToolException"/> to tell the
/// model more.
/// </returns>
public delegate ValueTask<bool> AccessCheck(McpCall call);
