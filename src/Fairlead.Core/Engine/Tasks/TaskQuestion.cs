using Fairlead.Engine.Asking;

namespace Fairlead.Engine.Tasks;

/// <summary>A question of a task that is not answered yet.</summary>
internal sealed class TaskQuestion(Question question)
{
    /// <summary>What is asked.</summary>
    public Question Question { get; } = question;

    /// <summary>Completes with the answer as the client sent it.</summary>
    public TaskCompletionSource<ReadOnlyMemory<byte>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
