using Fairlead.Components;
using Microsoft.Extensions.AI;

namespace Fairlead.Core.Tests.Engine.Asking;

public class ConversationTests
{
    private static Tool Greet(TimeSpan? timeout = null) => HandMade.Tool("greet", async call =>
    {
        var answer = await call.Context.ElicitAsync(Ask.Name, "Who are you?");
        call.Result.SetText(answer.Accepted ? $"Hello, {answer.Value}!" : $"{answer.Action}.");
    }, timeout);

    private static readonly string Call = Messages.Legacy("tools/call", "\"name\":\"greet\"");

    [Theory]
    [InlineData("2025-06-18", "\"params\":{\"message\":\"Who are you?\",")]
    [InlineData("2025-11-25", "\"params\":{\"mode\":\"form\",\"message\":\"Who are you?\",")]
    public async Task A_question_is_a_request_while_the_call_waits(string version, string parameters)
    {
        await using var client = await ConnectAsync(version, app => app.Components.Add(Greet()));
        var request = await client.AskAsync(Call);
        Assert.StartsWith("""{"jsonrpc":"2.0","id":1,"method":"elicitation/create",""", request, StringComparison.Ordinal);
        Assert.Contains(parameters, request, StringComparison.Ordinal);
        Assert.Contains("Hello, Ada!", await client.AskAsync(Answer(1, """{"action":"accept","content":{"name":"Ada"}}""")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_answer_is_asked_for_again_and_not_for_ever()
    {
        await using var client = await ConnectAsync("2025-11-25", app =>
        {
            app.Options.MaxRounds = 3;
            app.Components.Add(Greet());
        });
        await client.AskAsync(Call);
        Assert.Contains("\"id\":2,\"method\":\"elicitation/create\"", await client.AskAsync(Answer(1, """{"action":"accept","content":{"name":7}}""")), StringComparison.Ordinal);
        Assert.Contains("\"id\":3,\"method\":\"elicitation/create\"", await client.AskAsync(Answer(2, "[]")), StringComparison.Ordinal);
        Assert.Contains("answered elicitation/create wrongly 3 times. name: required.", await client.AskAsync(Answer(3, """{"action":"accept","content":{}}""")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_the_client_is_told_to_the_model()
    {
        await using var client = await ConnectAsync("2025-11-25", app => app.Components.Add(Greet()));
        await client.AskAsync(Call);
        var reply = await client.AskAsync("""{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"No user here."}}""");
        Assert.Contains("The client refused elicitation/create: No user here.", reply, StringComparison.Ordinal);
        Assert.Contains("\"isError\":true", reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"sampling":{}}""")]
    public async Task A_client_that_cannot_be_asked_gets_a_clear_error(string capabilities)
    {
        await using var client = await ConnectAsync("2025-11-25", app => app.Components.Add(Greet()), capabilities);
        var reply = await client.AskAsync(Call);
        Assert.Contains("The client cannot ask its user to fill in a form, which greet needs: it does not declare the capability elicitation.", reply, StringComparison.Ordinal);
        Assert.Contains("\"isError\":true", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thinking_is_not_counted_against_the_tool()
    {
        await using var client = await ConnectAsync("2025-11-25", app => app.Components.Add(Greet(TimeSpan.FromSeconds(2))));
        await client.AskAsync(Call);
        client.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Contains("Hello, Ada!", await client.AskAsync(Answer(1, """{"action":"accept","content":{"name":"Ada"}}""")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_not_waited_for_for_ever()
    {
        await using var client = await ConnectAsync("2025-11-25", app => app.Components.Add(Greet()));
        await client.AskAsync(Call);
        client.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""", await client.ReceiveAsync());
        Assert.Contains("did not answer elicitation/create within 600 s", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Contains("\"id\":9,\"result\":{}", await client.AskAsync(Answer(1, "{}") + "\n" + Messages.Legacy("ping", id: "9")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_the_call_cancels_its_question()
    {
        await using var client = await ConnectAsync("2025-11-25", app => app.Components.Add(Greet()));
        await client.AskAsync(Call);
        await client.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""");
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""", await client.ReceiveAsync());
        Assert.Equal("", await client.EndAsync());
    }

    [Fact]
    public async Task A_client_that_leaves_holds_up_nothing()
    {
        await using var client = await ConnectAsync("2025-11-25", app => app.Components.Add(Greet()));
        await client.AskAsync(Call);
        Assert.Contains("\"isError\":true", await client.EndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sampling_goes_through_a_chat_client_too()
    {
        await using var client = await ConnectAsync("2025-11-25", app => app.Components.Add(HandMade.Tool("chat", async call =>
        {
            using var chat = call.Context.AsChatClient();
            var response = await chat.GetResponseAsync([new(ChatRole.System, "Be short."), new(ChatRole.User, "Capital of France?")], new() { MaxOutputTokens = 7 });
            call.Result.SetText($"{response.Text} {response.ModelId} {response.FinishReason}");
        })));
        var request = await client.AskAsync(Messages.Legacy("tools/call", "\"name\":\"chat\""));
        Assert.Contains("\"maxTokens\":7", request, StringComparison.Ordinal);
        Assert.Contains("\"systemPrompt\":\"Be short.\"", request, StringComparison.Ordinal);
        Assert.Contains("Paris m stop", await client.AskAsync(Answer(1, """{"role":"assistant","model":"m","stopReason":"endTurn","content":{"type":"text","text":"Paris"}}""")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_questions_are_open_at_once()
    {
        await using var client = await ConnectAsync("2025-11-25", app => app.Components.Add(HandMade.Tool("both", async call =>
        {
            var mcp = call.Context;
            var (name, roots) = await mcp.Ask(mcp.ElicitAsync(Ask.Name, "Name?"), mcp.ListRootsAsync());
            var page = await mcp.ElicitUrlAsync(new("https://example.com/pay"), "Pay.");
            call.Result.SetText($"{name.Value} {roots.Count} {page}");
        })));
        await client.AskAsync(Messages.Legacy("tools/call", "\"name\":\"both\""));
        Assert.Contains("roots/list", await client.ReceiveAsync(), StringComparison.Ordinal);
        await client.SendAsync(Answer(2, """{"roots":[]}"""));
        var page = await client.AskAsync(Answer(1, """{"action":"accept","content":{"name":"Ada"}}"""));
        Assert.Matches("\"params\":\\{\"mode\":\"url\",\"message\":\"Pay\\.\",\"url\":\"https://example\\.com/pay\",\"elicitationId\":\"[0-9a-f-]{36}\"\\}", page);
        Assert.Contains("Ada 0 Accept", await client.AskAsync(Answer(3, """{"action":"accept"}""")), StringComparison.Ordinal);
    }

    private static string Answer(int id, string result) => $$"""{"jsonrpc":"2.0","id":{{id}},"result":{{result}}}""";

    private static async Task<RawClient> ConnectAsync(string version, Action<McpServerBuilder> configure, string capabilities = Ask.Everything)
    {
        var client = await RawClient.ConnectAsync(configure);
        await client.InitializeAsync(version, capabilities);
        return client;
    }
}
