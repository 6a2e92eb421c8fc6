using Fairlead;
using Microsoft.Extensions.Logging;

namespace Everything;

/// <summary>Tools that tell what they are doing while they do it.</summary>
public sealed class ReportingTools(TimeProvider time)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>Logs at the beginning, in the middle and at the end.</summary>
    [McpTool("test_tool_with_logging")]
    public async Task<string> WithLogging(McpContext mcp, CancellationToken cancellationToken)
    {
        mcp.Log.LogInformation("Tool execution started");
        await Task.Delay(Step, time, cancellationToken);
        mcp.Log.LogInformation("Tool processing data");
        await Task.Delay(Step, time, cancellationToken);
        mcp.Log.LogInformation("Tool execution completed");
        return "Tool with logging executed successfully";
    }

    /// <summary>Reports progress at the beginning, in the middle and at the end.</summary>
    [McpTool("test_tool_with_progress")]
    public async Task<string> WithProgress(McpContext mcp, CancellationToken cancellationToken)
    {
        await mcp.ReportProgressAsync(0, 100);
        await Task.Delay(Step, time, cancellationToken);
        await mcp.ReportProgressAsync(50, 100);
        await Task.Delay(Step, time, cancellationToken);
        await mcp.ReportProgressAsync(100, 100);
        return "Tool with progress executed successfully";
    }

    /// <summary>Says that test://watched-resource has changed.</summary>
    [McpTool("test_trigger_resource_update")]
    public async Task<string> TriggerResourceUpdate(McpContext mcp)
    {
        await mcp.NotifyResourceUpdatedAsync("test://watched-resource");
        return "Subscribers have been told.";
    }

    /// <summary>Logs one line, for those who asked for logs.</summary>
    [McpTool("test_logging_tool")]
    public string Logging(McpContext mcp)
    {
        mcp.Log.LogInformation("This reaches a client only where it asked for logs");
        return "Logged.";
    }

    /// <summary>Lets the connection go and goes on; the client comes back for the result.</summary>
    [McpTool("test_reconnection")]
    public async Task<string> Reconnection(McpContext mcp, CancellationToken cancellationToken)
    {
        await mcp.CloseStreamAsync(retryAfter: 10 * Step);
        await Task.Delay(2 * Step, time, cancellationToken);
        return "Reconnection test completed successfully";
    }
}
