using ModelContextProtocol.Protocol;

namespace Fairlead.Cli.Connecting;

/// <summary>Answers what a server asks in the middle of a call.</summary>
internal interface IQuestionAnswerer
{
    ValueTask<ElicitResult> AnswerAsync(ElicitRequestParams question, CancellationToken cancellationToken);
}
