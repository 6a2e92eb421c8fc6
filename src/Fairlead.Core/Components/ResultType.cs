namespace Fairlead.Components;

/// <summary>What a result is (<c>resultType</c>, 2026-07-28).</summary>
internal enum ResultType
{
    /// <summary>What was asked for.</summary>
    Complete,

    /// <summary>A question to the client, which calls again with the answer.</summary>
    InputRequired,

    /// <summary>A handle of a task, under which the client finds the result later (SEP-2663).</summary>
    Task,
}
