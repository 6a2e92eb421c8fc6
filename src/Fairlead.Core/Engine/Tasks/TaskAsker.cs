using System.Text.Json.Serialization.Metadata;
using Fairlead.Binding;
using Fairlead.Engine.Asking;

namespace Fairlead.Engine.Tasks;

/// <summary>Asks from within a task: the question waits in the task until the client brings the answer (<c>tasks/update</c>).</summary>
internal sealed class TaskAsker(RequestCall call, McpTask task) : Asker(call)
{
    public override async ValueTask<T> AskAsync<T>(Question question, ElicitFormReader<T> read, CancellationToken cancellationToken)
    {
        string? problem = null;
        for (var round = 1; round <= Call.Server.Options.MaxRounds; round++)
        {
            // A key is never used again once it was answered (SEP-2663, "Task Update Requests").
            var key = round == 1 ? question.Key : $"{question.Key}~{round}";
            var answer = await task.AskAsync(question with { Key = key }, cancellationToken).ConfigureAwait(false);
            problem = read(answer, out var value);
            if (problem is null) return value!;
        }

        throw new ToolException($"The client answered {question.Method} wrongly {Call.Server.Options.MaxRounds} times. {problem}");
    }

    // A task is never run again, so once is how often it is done anyway.
    public override async ValueTask<T> OnceAsync<T>(string key, Func<CancellationToken, Task<T>> work, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        await work(cancellationToken).ConfigureAwait(false);
}
