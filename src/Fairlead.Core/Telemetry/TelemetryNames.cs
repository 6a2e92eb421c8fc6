namespace Fairlead.Telemetry;

/// <summary>
/// The names of instruments, attributes and their values. What the OpenTelemetry conventions for MCP define is called as they
/// call it; the rest is what operators know from other servers.
/// </summary>
internal static class TelemetryNames
{
    // Instruments. Prometheus shows mcp.tool.calls as mcp_tool_calls_total, mcp.tool.duration as mcp_tool_duration_seconds.
    public const string OperationDuration = "mcp.server.operation.duration";
    public const string ToolCalls = "mcp.tool.calls";
    public const string ToolDuration = "mcp.tool.duration";
    public const string RequestsInFlight = "mcp.requests.in_flight";
    public const string RateLimitRejections = "mcp.rate_limit.rejections";
    public const string AuthFailures = "mcp.auth.failures";
    public const string AuditRecords = "mcp.audit.records";
    public const string AuditDropped = "mcp.audit.dropped";
    public const string SubscriptionsActive = "mcp.subscriptions.active";
    public const string SessionsActive = "mcp.sessions.active";
    public const string BuildInfo = "mcp.build.info";

    // Attributes of the conventions.
    public const string Method = "mcp.method.name";
    public const string ProtocolVersion = "mcp.protocol.version";
    public const string SessionId = "mcp.session.id";
    public const string ResourceUri = "mcp.resource.uri";
    public const string ToolName = "gen_ai.tool.name";
    public const string PromptName = "gen_ai.prompt.name";
    public const string OperationName = "gen_ai.operation.name";
    public const string RequestId = "jsonrpc.request.id";
    public const string StatusCode = "rpc.response.status_code";
    public const string ErrorType = "error.type";
    public const string NetworkTransport = "network.transport";
    public const string ClientAddress = "client.address";

    // Attributes of our own instruments.
    public const string Tool = "tool";
    public const string Outcome = "outcome";
    public const string Name = "name";
    public const string Version = "version";

    // Values.
    public const string ExecuteTool = "execute_tool";
    public const string ToolError = "tool_error";
    public const string Tcp = "tcp";
    public const string Pipe = "pipe";

    /// <summary>Stands for everything that a client can name at will: labels must stay few.</summary>
    public const string Other = "_OTHER";
}
