using System.Text.Json.Serialization.Metadata;
using Fairlead.Binding;
using Fairlead.Protocol;

namespace Fairlead.Engine.Asking;

/// <summary>Asks by JSON-RPC requests within a conversation, while the call waits (revisions before 2026-07-28).</summary>
internal sealed class ConversationAsker(RequestCall call) : Asker(call)
{
    public override string? Obstacle => Call.Connection.KeepsState
        ? null
        : "The client cannot be asked anything: it talks to this server without a session, in a revision that needs one for questions.";

    public override async ValueTask<T> AskAsync<T>(Question question, ElicitFormReader<T> read, CancellationToken cancellationToken)
    {
        var options = Call.Server.Options;
        string? problem = null;
        for (var round = 0; round < options.MaxRounds; round++)
        {
            var reply = await SendAsync(question, options.AnswerTimeout, cancellationToken).ConfigureAwait(false);
            if (!reply.Error.IsEmpty) throw new ToolException($"The client refused {question.Method}: {Message.TextOf(Message.Member(reply.Error, "message"u8)) ?? "it gave no reason."}");
            problem = read(reply.Result, out var value);
            if (problem is null) return value!;
        }

        throw new ToolException($"The client answered {question.Method} wrongly {options.MaxRounds} times. {problem}");
    }

    // Nothing is ever run again, so once is how often it is done anyway.
    public override async ValueTask<T> OnceAsync<T>(string key, Func<CancellationToken, Task<T>> work, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        await work(cancellationToken).ConfigureAwait(false);

    private async Task<ClientReply> SendAsync(Question question, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(timeout, Call.Server.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);

        // People think longer than tools may take: the clock of the call stands still meanwhile.
        Call.Lifetime.Pause();
        try
        {
            return await Call.Connection.Requests.SendAsync(Call.Channel, question.Method, question.Params, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ToolException($"The client did not answer {question.Method} within {timeout.TotalSeconds:0.###} s.");
        }
        finally
        {
            Call.Lifetime.Resume();
        }
    }
}
