namespace Fairlead.Telemetry;

/// <summary>By what name an application that exports telemetry itself finds that of its MCP servers.</summary>
public static class McpTelemetry
{
    /// <summary>
    /// The name of the meter and of the activity source: <c>AddMeter(McpTelemetry.SourceName)</c>,
    /// <c>AddSource(McpTelemetry.SourceName)</c>.
    /// </summary>
    public const string SourceName = "Fairlead";
}
