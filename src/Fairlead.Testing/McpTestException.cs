namespace Fairlead.Testing;

/// <summary>An expectation was not met, or a test cannot go on. The message has everything that was exchanged meanwhile.</summary>
public sealed class McpTestException : Exception
{
    /// <summary>Creates an exception.</summary>
    public McpTestException()
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What was expected, what came, and what was exchanged.</param>
    public McpTestException(string message) : base(message)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What was expected, what came, and what was exchanged.</param>
    /// <param name="innerException">What it came of.</param>
    public McpTestException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
