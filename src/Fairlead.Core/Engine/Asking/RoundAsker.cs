using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Binding;
using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Engine.Asking;

/// <summary>
/// Asks by rounds (2026-07-28, "Multi Round-Trip Requests"): an unanswered question unwinds the component and becomes the
/// reply; the client's retry runs the component again from the top, and what was answered returns at once.
/// </summary>
internal sealed class RoundAsker(RequestCall call) : Asker(call)
{
    private readonly Lock _lock = new();
    private readonly List<Question> _questions = [];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _responses = new(StringComparer.Ordinal);
    private RoundState _state = new();
    private Exception? _failure;

    /// <summary>Whether the reply is a question.</summary>
    public bool HasQuestions
    {
        get
        {
            lock (_lock) return _questions.Count > 0;
        }
    }

    /// <summary>Takes what the client sent back. May refuse the call.</summary>
    public ValueTask OpenAsync()
    {
        var (responses, sealedState) = (Call.Message.InputResponses, Call.Message.RequestState);
        if (!responses.IsEmpty && !Message.IsObject(responses.Span)) return Refuse("params.inputResponses must be an object whose members answer the questions of inputRequests.");
        if (!sealedState.IsEmpty && !Message.IsString(sealedState.Span)) return Refuse("params.requestState must be the string that the reply with inputRequests gave.");
        if (!responses.IsEmpty) RoundState.Read(responses, _responses);
        if (sealedState.IsEmpty) return default;
        if (Call.Server.Seal.Open(Call, Message.Unquote(sealedState).Span) is not { } json) return Refuse("params.requestState was changed, or belongs to another call. Start again without it.");
        _state = RoundState.Decode(json);
        if (_state.ExpiresAt <= Call.Server.Time.GetUtcNow()) return Refuse("params.requestState has expired. Start again without it.");
        return Call.Server.Options.SingleUseState ? UseUpAsync() : default;
    }

    public override ValueTask<T> AskAsync<T>(Question question, ElicitFormReader<T> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<T>(cancellationToken);
        lock (_lock)
        {
            var isKnown = _state.Answers.TryGetValue(question.Key, out var answer);
            if ((isKnown || _responses.TryGetValue(question.Key, out answer)) && Message.IsObject(answer.Span) && read(answer, out var value) is null)
            {
                // Only what was asked is carried on: what else a client sends is none of its answers.
                _state.Answers[question.Key] = answer;
                return new(value!);
            }

            _state.Answers.Remove(question.Key);
            _questions.Add(question);
        }

        // Not thrown at once, so that a component can ask several questions before it waits for the first.
        var unwinding = Task.FromException<T>(new InputRequiredException());
        _ = unwinding.Exception;
        return new(unwinding);
    }

    public override async ValueTask<T> OnceAsync<T>(string key, Func<CancellationToken, Task<T>> work, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> known;
        lock (_lock) _state.Done.TryGetValue(key, out known);
        if (!known.IsEmpty) return JsonSerializer.Deserialize(known.Span, type)!;
        var result = await work(cancellationToken).ConfigureAwait(false);
        var json = JsonSerializer.SerializeToUtf8Bytes(result, type);
        lock (_lock) _state.Done[key] = json;
        return result;
    }

    /// <summary>Makes the questions the result of a call.</summary>
    public void WriteTo(RequestCall asked)
    {
        if (asked != Call)
        {
            // The call that this one is nested in has the same questions, and replies with them.
            asked.Result.SetEmpty();
            return;
        }

        lock (_lock)
        {
            if (_failure is null && TrySeal(out var sealedState)) Write(asked.Result.RewriteAs(ResultType.InputRequired), sealedState);
            else asked.Server.Failures.Record(asked, _failure!);
        }
    }

    private bool TrySeal(out string sealedState)
    {
        sealedState = "";
        var options = Call.Server.Options;
        try
        {
            if (_state.Round >= options.MaxRounds) throw new ToolException($"The client was asked {_state.Round} times and its answers do not do. Start again.");
            sealedState = Call.Server.Seal.Seal(Call, _state.EncodeNext(Call.Server.Time.GetUtcNow() + options.AnswerTimeout).Span);
            return true;
        }
        catch (ToolException exception)
        {
            _failure = exception;
            return false;
        }
    }

    private void Write(Utf8JsonWriter writer, string sealedState)
    {
        writer.WriteStartObject();
        Question.WriteAll(writer, _questions);
        writer.WriteString("requestState"u8, sealedState);
        writer.WriteEndObject();
    }

    private async ValueTask UseUpAsync()
    {
        var left = _state.ExpiresAt - Call.Server.Time.GetUtcNow();
        var isFirst = await Call.Server.StateStore.SetAsync("requestState", _state.Id, "", left, StateEntry.Absent, CancellationToken.None).ConfigureAwait(false);
        if (isFirst is null) Call.Refuse(new(ErrorCodes.InvalidParams, "params.requestState was used before. Start again without it."));
    }

    private ValueTask Refuse(string problem)
    {
        Call.Refuse(new(ErrorCodes.InvalidParams, problem));
        return default;
    }
}
