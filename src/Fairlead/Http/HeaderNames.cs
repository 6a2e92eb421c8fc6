namespace Fairlead.Http;

/// <summary>The HTTP headers that MCP defines.</summary>
internal static class HeaderNames
{
    public const string ProtocolVersion = "MCP-Protocol-Version";

    public const string SessionId = "Mcp-Session-Id";

    public const string LastEventId = "Last-Event-ID";

    public const string Method = "Mcp-Method";

    public const string Name = "Mcp-Name";
}
