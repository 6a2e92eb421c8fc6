namespace Fairlead;

/// <summary>
/// The client cannot do what a component asks of it. Clients of 2026-07-28 are told with the error −32021 which capability is
/// missing; older ones get the message as a tool's error.
/// </summary>
/// <param name="capability">The capability's name, such as <c>elicitation</c> or <c>sampling.tools</c>.</param>
/// <param name="message">What is missing, for the model and for people.</param>
public sealed class MissingCapabilityException(string capability, string message) : ToolException(message)
{
    /// <summary>The capability's name, such as <c>elicitation</c> or <c>sampling.tools</c>.</summary>
    public string Capability { get; } = capability;
}
