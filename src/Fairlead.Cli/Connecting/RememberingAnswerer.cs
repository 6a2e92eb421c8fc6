using Fairlead.Cli.CommandLine;
using ModelContextProtocol.Protocol;

namespace Fairlead.Cli.Connecting;

/// <summary>An answerer whose failure is the command's, and not an error that the server is told of and that ends as something else.</summary>
internal sealed class RememberingAnswerer(IQuestionAnswerer answerer) : IQuestionAnswerer
{
    private CliException? _failure;

    public async ValueTask<ElicitResult> AnswerAsync(ElicitRequestParams question, CancellationToken cancellationToken)
    {
        try
        {
            return await answerer.AnswerAsync(question, cancellationToken);
        }
        catch (CliException exception)
        {
            _failure = exception;
            return new ElicitResult { Action = "cancel" };
        }
    }

    public void ThrowIfFailed()
    {
        if (_failure is { } failure) throw failure;
    }
}
