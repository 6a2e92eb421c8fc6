using System.Text.Json;
using Everything.Questions;
using Fairlead;

namespace Everything;

/// <summary>Tools that ask the client while they run: its model, its user, its directories.</summary>
public sealed class QuestionTools
{
    /// <summary>Asks the client's model.</summary>
    /// <param name="prompt">What to ask it.</param>
    [McpTool("test_sampling")]
    public async Task<string> Sampling(string prompt, McpContext mcp, CancellationToken cancellationToken) =>
        $"LLM response: {await mcp.SampleAsync(prompt, cancellationToken, maxTokens: 100)}";

    /// <summary>Asks the user who they are.</summary>
    /// <param name="message">What to show the user.</param>
    [McpTool("test_elicitation")]
    public async Task<string> Elicitation(string message, McpContext mcp, CancellationToken cancellationToken)
    {
        var answer = await mcp.ElicitAsync<Account>(message, cancellationToken);
        return $"User response: action={answer.Action}, content={JsonSerializer.Serialize(answer.Value, AnswersJson.Default.Account)}";
    }

    /// <summary>Asks with a form in which everything is filled in already (SEP-1034).</summary>
    [McpTool("test_elicitation_sep1034_defaults")]
    public async Task<string> Defaults(McpContext mcp, CancellationToken cancellationToken)
    {
        var answer = await mcp.ElicitAsync<Person>("Is this right?", cancellationToken);
        return $"Elicitation completed: action={answer.Action}, name={answer.Value?.Name}, status={answer.Value?.Status}";
    }

    /// <summary>Asks with every kind of choice (SEP-1330).</summary>
    [McpTool("test_elicitation_sep1330_enums")]
    public async Task<string> Enums(McpContext mcp, CancellationToken cancellationToken)
    {
        var answer = await mcp.ElicitAsync<Choices>("What do you choose?", cancellationToken);
        return $"Elicitation completed: action={answer.Action}, choice={answer.Value?.TitledSingle}, several={string.Join(", ", answer.Value?.TitledMulti ?? [])}";
    }

    /// <summary>Needs a client whose model can be asked.</summary>
    [McpTool("test_missing_capability")]
    public async Task<string> MissingCapability(McpContext mcp, CancellationToken cancellationToken) =>
        await mcp.SampleAsync("Say hello.", cancellationToken);

    /// <summary>Reports progress, and asks the user in the middle.</summary>
    [McpTool("test_streaming_elicitation")]
    public async Task<string> StreamingElicitation(McpContext mcp, CancellationToken cancellationToken)
    {
        await mcp.ReportProgressAsync(1, 2, "about to ask");
        var answer = await mcp.ElicitAsync<Name>("What is your name?", cancellationToken);
        await mcp.ReportProgressAsync(2, 2, "asked");
        return $"Hello, {answer.Value?.Text}!";
    }
}
