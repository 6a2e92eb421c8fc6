using ModelContextProtocol.Protocol;

namespace Fairlead.Testing.Tests;

public class ConversationTests
{
    public static TheoryData<string, Over> Everywhere => ShopApp.Everywhere;

    public static TheoryData<string, Over> WithForms => [.. ShopApp.Everywhere.Where(row => row.Data.Item1 is not ("2024-11-05" or "2025-03-26"))];

    [Theory]
    [MemberData(nameof(WithForms))]
    public async Task A_scripted_user_answers(string revision, Over over)
    {
        var asked = new List<string>();
        await using var client = await ShopApp.ConnectAsync(revision, over, options => options.As("ada", ["orders:write"]).Answer<Shop.Confirmation>(question =>
        {
            asked.Add(question.Message);
            return new(true, asked.Count == 1 ? "too late" : null);
        }));
        (await client.CallToolAsync("cancel_order", new { id = 1 })).ShouldBeText("Cancelled: too late.");
        (await client.CallToolAsync("cancel_order", new { id = 2, why = "moved" })).ShouldBeText("Cancelled: moved.");
        Assert.Equal(["Cancel order 1?", "Cancel order 2?"], asked);
        await using var cancels = await client.ConnectAsync(options =>
        {
            options.Revision = Fairlead.Protocol.ProtocolRevision.Find(revision)!;
            options.As("ada", ["orders:write"]).Cancel();
        });
        (await cancels.CallToolAsync("cancel_order", new { id = 1 })).ShouldBeText("Kept (Cancel).");
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task A_scripted_model_and_directories_answer(string revision, Over over)
    {
        await using var client = await ShopApp.ConnectAsync(revision, over, options => options
            .AnswerSampling(request => "re: " + ((TextContentBlock)request.Messages[0].Content[0]).Text).Roots("file:///home/ada", "file:///srv"));
        (await client.CallToolAsync("write", new { customer = "Ada" })).ShouldBeText("re: Dear Ada (2)");
    }

    [Theory]
    [MemberData(nameof(WithForms))]
    public async Task A_question_without_an_answer_fails_the_test(string revision, Over over)
    {
        await using var client = await ShopApp.ConnectAsync(revision, over, options => options.As("ada", ["orders:write"]).AnswerElicitation(question => question.Message == "Other?" ? ElicitationAnswer.Decline : null));
        var thrown = await Assert.ThrowsAsync<McpTestException>(() => client.CallToolAsync("cancel_order", new { id = 1 }));
        Assert.StartsWith("The server asks the user \"Cancel order 1?\" with a form of confirmed, reason, and the test has no answer to that.", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("elicitation/create", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task An_answer_that_throws_fails_the_test(string revision)
    {
        await using var client = await ShopApp.ConnectAsync(revision, Over.Memory, options => options.As("ada", ["orders:write"]).Answer<Shop.Confirmation>(_ => throw new InvalidOperationException("wrong turn")));
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => client.CallToolAsync("cancel_order", new { id = 1 }));
        Assert.Contains("wrong turn", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Wrong_answers_can_be_given(string revision)
    {
        var round = 0;
        await using var client = await ShopApp.ConnectAsync(revision, Over.Memory, options => options.As("ada", ["orders:write"])
            .AnswerElicitation(_ => ElicitationAnswer.Accept(++round == 1 ? """{"confirmed":"perhaps"}""" : """{"confirmed":true}""")));
        (await client.CallToolAsync("cancel_order", new { id = 1 })).ShouldBeText("Cancelled: none.");
        Assert.Equal(2, round);
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_client_without_a_script_declares_nothing(string revision)
    {
        await using var client = await ShopApp.ConnectAsync(revision, Over.Memory, options => options.As("ada", ["orders:write"]));
        var reply = await client.CallToolAsync("cancel_order", new { id = 1 });
        if (revision == "2026-07-28") reply.ShouldBeRefused(-32021);
        else reply.ShouldBeError("it does not declare the capability elicitation");
    }
}
