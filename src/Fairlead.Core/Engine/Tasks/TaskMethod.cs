using Fairlead.Engine.Asking;
using Fairlead.Protocol;

namespace Fairlead.Engine.Tasks;

/// <summary>A method about a task: <c>tasks/get</c>, <c>tasks/update</c> or <c>tasks/cancel</c>.</summary>
internal sealed class TaskMethod(string name, McpTasks tasks, Action<RequestCall, McpTask> answer) : McpMethod(name)
{
    public override bool IsServedIn(ProtocolRevision revision) => revision.HasExtensions;

    public override ValueTask InvokeAsync(RequestCall call)
    {
        if (!McpTasks.IsKnownTo(call)) call.Refuse(JsonRpcError.MissingCapability(["extensions", McpTasks.ExtensionName], $"{Name} needs a client that declares the extension {McpTasks.ExtensionName}."));
        else if (Message.TextOf(call.Message.TaskId) is not { } id) call.Fail(new(ErrorCodes.InvalidParams, "params.taskId is missing; it must be a string."));
        else if (tasks.Find(call, id) is { } task) answer(call, task);
        else call.Fail(new(ErrorCodes.InvalidParams, "Unknown task: there is none of this id, or it has expired."));
        return default;
    }

    /// <summary>The methods of a server with tasks.</summary>
    public static IEnumerable<McpMethod> All(McpTasks tasks) =>
    [
        new TaskMethod("tasks/get", tasks, static (call, task) =>
        {
            var writer = call.Result.Rewrite();
            writer.WriteStartObject();
            task.Write(writer, details: true);
            writer.WriteEndObject();
        }),
        new TaskMethod("tasks/update", tasks, Update),
        new TaskMethod("tasks/cancel", tasks, static (call, task) =>
        {
            task.Cancel();
            call.Result.SetEmpty();
        }),
    ];

    private static void Update(RequestCall call, McpTask task)
    {
        var responses = call.Message.InputResponses;
        if (!Message.IsObject(responses.Span))
        {
            call.Fail(new(ErrorCodes.InvalidParams, "params.inputResponses is missing; it must be an object whose members answer the task's inputRequests."));
            return;
        }

        var answers = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        RoundState.Read(responses, answers);
        task.Answer(answers);
        call.Result.SetEmpty();
    }
}
