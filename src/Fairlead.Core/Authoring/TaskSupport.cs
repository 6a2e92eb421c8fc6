namespace Fairlead;

/// <summary>Whether a tool runs as a task: the client gets a handle at once, and comes back for the result (SEP-2663).</summary>
public enum TaskSupport
{
    /// <summary>The call waits for the tool.</summary>
    None,

    /// <summary>The tool runs as a task for clients that know tasks; for others the call waits.</summary>
    Optional,

    /// <summary>
    /// The tool runs as a task. Clients of 2026-07-28 that do not know tasks are refused (−32021); older ones, which cannot say,
    /// wait.
    /// </summary>
    Required,
}
