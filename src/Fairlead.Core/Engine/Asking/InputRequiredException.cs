namespace Fairlead.Engine.Asking;

/// <summary>
/// Unwinds a component that has asked something: the reply is the question, and the client's next call has the answer. A
/// cancellation to those who look, since that is what they let through.
/// </summary>
internal sealed class InputRequiredException() : OperationCanceledException(
    "The client has to answer first; the call is run again with the answer. Let this exception pass.");
