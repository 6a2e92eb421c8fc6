namespace Fairlead;

/// <summary>
/// Tells the model what went wrong. Thrown in a tool it becomes an <c>isError</c> result with this message; in a resource
/// or prompt it becomes a JSON-RPC error with it. The message of any other exception never leaves the server.
/// </summary>
public class ToolException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ToolException() { }

    /// <summary>Creates the exception with a message that the model may read.</summary>
    /// <param name="message">What went wrong and what to do instead. Sent to the client as it is.</param>
    public ToolException(string message) : base(message) { }

    /// <summary>Creates the exception with a message that the model may read.</summary>
    /// <param name="message">What went wrong and what to do instead. Sent to the client as it is.</param>
    /// <param name="innerException">The cause. Logged, never sent.</param>
    public ToolException(string message, Exception? innerException) : base(message, innerException) { }
}
