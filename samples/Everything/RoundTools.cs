using Everything.Questions;
using Fairlead;

namespace Everything;

/// <summary>Conversations in rounds. The same code works in older revisions, where the call waits for its answers.</summary>
public sealed class RoundTools
{
    private const string WhoAreYou = "What is your name?";

    /// <summary>Asks for a name, and greets.</summary>
    [McpTool("test_input_required_result_elicitation")]
    public async Task<string> Elicitation(McpContext mcp, CancellationToken cancellationToken)
    {
        var answer = await mcp.ElicitAsync<Name>(WhoAreYou, cancellationToken, key: "user_name");
        return answer.Accepted ? $"Hello, {answer.Value.Text}!" : "Hello, whoever you are!";
    }

    /// <summary>Asks the client's model for a capital.</summary>
    [McpTool("test_input_required_result_sampling")]
    public async Task<string> Sampling(McpContext mcp, CancellationToken cancellationToken) =>
        await mcp.SampleAsync("What is the capital of France?", cancellationToken, maxTokens: 100, key: "capital_question");

    /// <summary>Asks for the client's directories.</summary>
    [McpTool("test_input_required_result_list_roots")]
    public async Task<string> ListRoots(McpContext mcp, CancellationToken cancellationToken)
    {
        var roots = await mcp.ListRootsAsync(cancellationToken, key: "client_roots");
        return $"Roots: {string.Join(", ", roots.Select(root => root.Uri))}";
    }

    /// <summary>Asks for a confirmation; what was done before the question is not done again.</summary>
    [McpTool("test_input_required_result_request_state")]
    public async Task<string> RequestState(McpContext mcp, CancellationToken cancellationToken)
    {
        var prepared = await mcp.OnceAsync("prepare", static _ => Task.FromResult("state-ok"), cancellationToken);
        var answer = await mcp.ElicitAsync<Confirmation>("Please confirm", cancellationToken, key: "confirm");
        return answer is { Accepted: true, Value.Ok: true } ? $"Confirmed: {prepared}" : $"Not confirmed: {prepared}";
    }

    /// <summary>Asks the user, the model and for the directories at once.</summary>
    [McpTool("test_input_required_result_multiple_inputs")]
    public async Task<string> MultipleInputs(McpContext mcp, CancellationToken cancellationToken)
    {
        var (name, greeting, roots) = await mcp.Ask(
            mcp.ElicitAsync<Name>(WhoAreYou, cancellationToken, key: "user_name"),
            mcp.SampleAsync("Generate a greeting", cancellationToken, maxTokens: 50, key: "greeting"),
            mcp.ListRootsAsync(cancellationToken, key: "client_roots"));
        return $"{greeting}, {name.Value?.Text}! You share {roots.Count} directories.";
    }

    /// <summary>Asks twice, one question after the other.</summary>
    [McpTool("test_input_required_result_multi_round")]
    public async Task<string> MultiRound(McpContext mcp, CancellationToken cancellationToken)
    {
        var name = await mcp.ElicitAsync<Name>($"Step 1: {WhoAreYou}", cancellationToken, key: "step1");
        var colour = await mcp.ElicitAsync<FavouriteColour>("Step 2: What is your favorite color?", cancellationToken, key: "step2");
        return $"{name.Value?.Text} likes {colour.Value?.Color}.";
    }

    /// <summary>Asks for a confirmation, and does not believe a state that was changed.</summary>
    [McpTool("test_input_required_result_tampered_state")]
    public async Task<string> TamperedState(McpContext mcp, CancellationToken cancellationToken)
    {
        var answer = await mcp.ElicitAsync<Confirmation>("Please confirm", cancellationToken, key: "confirm");
        return answer is { Accepted: true, Value.Ok: true } ? "Confirmed." : "Not confirmed.";
    }

    /// <summary>Asks only what the client can answer.</summary>
    [McpTool("test_input_required_result_capabilities")]
    public async Task<string> Capabilities(McpContext mcp, CancellationToken cancellationToken)
    {
        if (mcp.CanElicit) return $"Hello, {(await mcp.ElicitAsync<Name>(WhoAreYou, cancellationToken)).Value?.Text}!";
        if (mcp.CanSample) return await mcp.SampleAsync("Greet somebody whose name is not known.", cancellationToken);
        return "Hello, whoever you are!";
    }
}
