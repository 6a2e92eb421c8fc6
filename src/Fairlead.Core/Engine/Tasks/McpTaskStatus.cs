namespace Fairlead.Engine.Tasks;

/// <summary>How a task is.</summary>
internal enum McpTaskStatus
{
    Working,
    InputRequired,
    Completed,
    Failed,
    Cancelled,
}
