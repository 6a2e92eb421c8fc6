namespace Fairlead;

/// <summary>
/// The client cannot do what a component asks of it. Clients of 2026-07-28 are told with the error −32021 which capability is
/// missing; older ones get the message as a tool's error.
/// </summary>
public sealed class MissingCapabilityException : ToolException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="capability">The capability's name, such as <c>elicitation</c> or <c>sampling.tools</c>.</param>
    /// <param name="message">What is missing, for the model and for people.</param>
    public MissingCapabilityException(string capability, string message) : this((capability ?? "").Split('.'), message)
    {
    }

    internal MissingCapabilityException(IReadOnlyList<string> path, string message) : base(message) => Path = path;

    /// <summary>The capability's name, such as <c>elicitation</c> or <c>sampling.tools</c>.</summary>
    public string Capability => string.Join('.', Path);

    /// <summary>The members of the client's capabilities that lead to it.</summary>
    internal IReadOnlyList<string> Path { get; }
}
