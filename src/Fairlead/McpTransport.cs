namespace Fairlead;

/// <summary>How clients reach a server.</summary>
public enum McpTransport
{
    /// <summary>The client starts the server as a process and talks to it over stdin and stdout.</summary>
    Stdio,

    /// <summary>Streamable HTTP: one POST per message, at one URL.</summary>
    Http,

    /// <summary>HTTP+SSE, the transport of 2024-11-05, for clients that know no other.</summary>
    Sse,
}
