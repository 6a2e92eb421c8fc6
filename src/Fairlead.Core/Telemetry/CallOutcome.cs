namespace Fairlead.Telemetry;

/// <summary>How a call can end, as metrics and audit say it.</summary>
internal static class CallOutcome
{
    /// <summary>It has a result.</summary>
    public const string Ok = "ok";

    /// <summary>The client was asked something, and will call again.</summary>
    public const string InputRequired = "input_required";

    /// <summary>The tool goes on as a task; how it ends is told when it does.</summary>
    public const string Task = "task";

    /// <summary>The tool says that it failed (<c>isError</c>).</summary>
    public const string ToolError = "tool_error";

    /// <summary>A JSON-RPC error.</summary>
    public const string Error = "error";

    /// <summary>It was refused before a method was known.</summary>
    public const string Refused = "refused";

    /// <summary>It took longer than it may.</summary>
    public const string Timeout = "timeout";

    /// <summary>The client cancelled, or went away.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The server was about to stop.</summary>
    public const string Stopped = "stopped";
}
