using Everything.Questions;
using Fairlead;
using ModelContextProtocol;

namespace Everything;

/// <summary>Tools that take long, and run as tasks for clients that know tasks.</summary>
public sealed class TaskTools(TimeProvider time)
{
    /// <summary>Greets at once, without a task.</summary>
    /// <param name="name">Whom to greet.</param>
    [McpTool("greet", ReadOnly = true)]
    public string Greet(string name) => $"Hello, {name}!";

    /// <summary>Computes for some time.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="label">What to call the result.</param>
    [McpTool("slow_compute", TaskSupport = TaskSupport.Optional, Timeout = "5m")]
    public async Task<string> SlowCompute(double seconds, string? label = null, CancellationToken cancellationToken = default)
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellationToken);
        return $"Computed {label ?? "something"} for {seconds} s.";
    }

    /// <summary>Works for a second, and fails.</summary>
    [McpTool("failing_job", TaskSupport = TaskSupport.Required)]
    public async Task<string> FailingJob(CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
        throw new ToolException("The job has failed, as it always does.");
    }

    /// <summary>Fails in a way that is no result.</summary>
    [McpTool("protocol_error_job", TaskSupport = TaskSupport.Optional)]
    public string ProtocolErrorJob() => throw new McpProtocolException("The job could not be run at all.", McpErrorCode.InternalError);

    /// <summary>Deletes a file, once the user has confirmed it.</summary>
    /// <param name="filename">The file's name. Nothing is deleted really.</param>
    [McpTool("confirm_delete", TaskSupport = TaskSupport.Optional)]
    public async Task<string> ConfirmDelete(string filename, McpContext mcp, CancellationToken cancellationToken)
    {
        var answer = await mcp.ElicitAsync<DeleteConfirmation>($"Delete {filename}?", cancellationToken, key: "confirm");
        return answer is { Accepted: true, Value.Confirm: true } ? $"Deleted {filename}." : $"Kept {filename}.";
    }

    /// <summary>Asks two things at once.</summary>
    [McpTool("multi_input", TaskSupport = TaskSupport.Optional)]
    public async Task<string> MultiInput(McpContext mcp, CancellationToken cancellationToken)
    {
        var (name, confirmation) = await mcp.Ask(
            mcp.ElicitAsync<Name>("What is your name?", cancellationToken, key: "name"),
            mcp.ElicitAsync<DeleteConfirmation>("May your old account be deleted?", cancellationToken, key: "confirm"));
        return $"{name.Value?.Text}: {(confirmation.Value?.Confirm == true ? "deleted" : "kept")}.";
    }

    /// <summary>Asks first, and then becomes a task.</summary>
    [McpTool("test_tool_with_task")]
    public async Task<string> ToolWithTask(McpContext mcp, CancellationToken cancellationToken)
    {
        var name = await mcp.ElicitAsync<Name>("What is your name?", cancellationToken, key: "user_name");
        await mcp.BecomeTaskAsync(required: true);
        return $"Hello, {name.Value?.Text}!";
    }
}
