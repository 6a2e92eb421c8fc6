namespace Fairlead.Testing;

/// <summary>The way between a test and its server.</summary>
public enum Over
{
    /// <summary>Within the process, without a port.</summary>
    Memory,

    /// <summary>As over stdio, through pipes within the process: who calls is what <c>Mcp:Caller</c> says, unless the test says otherwise.</summary>
    Stdio,

    /// <summary>Streamable HTTP on a free port of this machine.</summary>
    Http,
}
