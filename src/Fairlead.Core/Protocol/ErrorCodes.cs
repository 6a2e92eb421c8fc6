namespace Fairlead.Protocol;

/// <summary>The JSON-RPC error codes that MCP uses.</summary>
public static class ErrorCodes
{
    /// <summary>The message is not JSON (JSON-RPC 2.0).</summary>
    public const int ParseError = -32700;

    /// <summary>The JSON is not a JSON-RPC message (JSON-RPC 2.0).</summary>
    public const int InvalidRequest = -32600;

    /// <summary>The method is unknown, or removed in the request's revision (JSON-RPC 2.0).</summary>
    public const int MethodNotFound = -32601;

    /// <summary>The parameters are wrong, or name something that does not exist (JSON-RPC 2.0).</summary>
    public const int InvalidParams = -32602;

    /// <summary>The server failed (JSON-RPC 2.0).</summary>
    public const int InternalError = -32603;

    /// <summary>A resource does not exist, in revisions before 2026-07-28.</summary>
    public const int LegacyResourceNotFound = -32002;

    /// <summary>The server has more requests in flight than it takes, or a limit on calls is reached; from the range that JSON-RPC leaves to servers.</summary>
    public const int Overloaded = -32000;

    /// <summary>The session is not known, has ended, or is another caller's; from the range that JSON-RPC leaves to servers.</summary>
    public const int SessionNotFound = -32001;

    /// <summary>The caller's token lacks a scope; from the range that JSON-RPC leaves to servers.</summary>
    public const int InsufficientScope = -32003;

    /// <summary>It is not known who calls, and must be; from the range that JSON-RPC leaves to servers.</summary>
    public const int AuthenticationRequired = -32004;

    /// <summary>HTTP headers and body disagree (SEP-2243).</summary>
    public const int HeaderMismatch = -32020;

    /// <summary>The client did not declare a capability that the request needs.</summary>
    public const int MissingRequiredClientCapability = -32021;

    /// <summary>The server does not speak the request's revision.</summary>
    public const int UnsupportedProtocolVersion = -32022;
}
