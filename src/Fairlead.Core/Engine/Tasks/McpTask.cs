using System.Text.Json;
using Fairlead.Engine.Asking;
using Fairlead.Protocol;

namespace Fairlead.Engine.Tasks;

/// <summary>A call that goes on after its reply (SEP-2663): where it is, what it asks, and what came of it.</summary>
internal sealed class McpTask
{
    private readonly Lock _lock = new();
    private readonly McpTaskOptions _options;
    private readonly TimeProvider _time;
    private readonly CallLifetime _lifetime;
    private readonly List<TaskQuestion> _questions = [];
    private McpTaskStatus _status;
    private DateTimeOffset _updatedAt;
    private string? _message;
    private byte[] _result = [];
    private JsonRpcError? _error;

    public McpTask(string id, string owner, CallLifetime lifetime, McpTaskOptions options, TimeProvider time)
    {
        Id = id;
        Owner = owner;
        _lifetime = lifetime;
        _options = options;
        _time = time;
        CreatedAt = _updatedAt = time.GetUtcNow();
    }

    /// <summary>The task's id: whoever knows it and is the same caller may ask for it.</summary>
    public string Id { get; }

    /// <summary>The caller whose task it is, or empty where the caller is not known.</summary>
    public string Owner { get; }

    /// <summary>When the task was made.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>When the task may be forgotten.</summary>
    public DateTimeOffset ExpiresAt => CreatedAt + _options.TimeToLive;

    /// <summary>Tells the client what the task is doing.</summary>
    public void Tell(string message) => Change(() => _message = message);

    /// <summary>Asks the client; completes with the answer as it was sent.</summary>
    public Task<ReadOnlyMemory<byte>> AskAsync(Question question, CancellationToken cancellationToken)
    {
        var pending = new TaskQuestion(question);
        _lifetime.Pause();
        Change(() =>
        {
            _questions.Add(pending);
            _status = McpTaskStatus.InputRequired;
        });
        return AnswerAsync(pending, cancellationToken);
    }

    /// <summary>Takes answers. Those to what is not asked (any more) are nothing to speak of.</summary>
    public void Answer(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> responses)
    {
        List<TaskQuestion> answered = [];
        Change(() =>
        {
            answered.AddRange(_questions.Where(question => responses.ContainsKey(question.Question.Key)));
            _questions.RemoveAll(answered.Contains);
            if (_questions.Count == 0) _status = McpTaskStatus.Working;
        });
        foreach (var question in answered) question.Answer.TrySetResult(responses[question.Question.Key].ToArray());
    }

    /// <summary>The component has ended.</summary>
    public void Complete(RequestCall call)
    {
        if (call.Error is { } error) End(McpTaskStatus.Failed, () => (_error, _message) = (error, error.Message));
        else End(McpTaskStatus.Completed, () => (_result, _message) = (call.FinishedResult(), null));
    }

    /// <summary>The client wants no more. The component is told; whether it stops is up to it.</summary>
    public void Cancel()
    {
        End(McpTaskStatus.Cancelled, static () => { });
        _lifetime.Abort(AbortReason.Cancelled);
    }

    /// <summary>Writes the task's members: what it is, and with details also what it asks or what came of it.</summary>
    public void Write(Utf8JsonWriter writer, bool details)
    {
        lock (_lock)
        {
            writer.WriteString("taskId"u8, Id);
            writer.WriteString("status"u8, NameOf(_status));
            if (_message is { } message) writer.WriteString("statusMessage"u8, message);
            writer.WriteString("createdAt"u8, CreatedAt);
            writer.WriteString("lastUpdatedAt"u8, _updatedAt);
            writer.WriteNumber("ttlMs"u8, (long)_options.TimeToLive.TotalMilliseconds);
            writer.WriteNumber("pollIntervalMs"u8, (long)_options.PollInterval.TotalMilliseconds);
            if (details) WriteDetails(writer);
        }
    }

    private async Task<ReadOnlyMemory<byte>> AnswerAsync(TaskQuestion pending, CancellationToken cancellationToken)
    {
        try
        {
            return await pending.Answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _lifetime.Resume();
        }
    }

    private void WriteDetails(Utf8JsonWriter writer)
    {
        switch (_status)
        {
            case McpTaskStatus.InputRequired:
                Question.WriteAll(writer, _questions.Select(pending => pending.Question));
                break;
            case McpTaskStatus.Completed:
                writer.WritePropertyName("result"u8);
                writer.WriteRawValue(_result, skipInputValidation: true);
                break;
            case McpTaskStatus.Failed:
                writer.WritePropertyName("error"u8);
                _error!.Write(writer);
                break;
        }
    }

    private void End(McpTaskStatus status, Action set) => Change(() =>
    {
        _questions.Clear();
        _status = status;
        set();
    });

    // What has ended stays as it is.
    private void Change(Action change)
    {
        lock (_lock)
        {
            if (_status >= McpTaskStatus.Completed) return;
            change();
            _updatedAt = _time.GetUtcNow();
        }
    }

    private static string NameOf(McpTaskStatus status) => status switch
    {
        McpTaskStatus.Working => "working",
        McpTaskStatus.InputRequired => "input_required",
        McpTaskStatus.Completed => "completed",
        McpTaskStatus.Failed => "failed",
        _ => "cancelled",
    };
}
