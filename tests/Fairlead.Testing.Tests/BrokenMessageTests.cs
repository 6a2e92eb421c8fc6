using Fairlead.Protocol;

namespace Fairlead.Testing.Tests;

public class BrokenMessageTests
{
    public static TheoryData<string, Over> Everywhere => ShopApp.Everywhere;

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task Every_broken_message_is_refused_everywhere(string revision, Over over)
    {
        await using var client = await ShopApp.ConnectAsync(revision, over);
        await client.ShouldRefuseAsync(cancellationToken: TestContext.Current.CancellationToken);
        (await client.CallToolAsync("find_order", new { id = 1 })).ShouldSucceed();
    }

    [Fact]
    public async Task A_message_that_is_taken_fails_the_test_with_its_name()
    {
        await using var client = await ShopApp.ConnectAsync("2025-11-25", Over.Memory);
        var failure = await Assert.ThrowsAsync<McpTestException>(() => client.ShouldRefuseAsync(
            [new("a whole message", """{"jsonrpc":"2.0","id":"whole","method":"ping"}"""), new("half a message", "{")]));
        Assert.Contains("1 were taken", failure.Message, StringComparison.Ordinal);
        Assert.Contains("a whole message: {}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("half a message", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_differ_and_are_lines()
    {
        foreach (var revision in ProtocolRevision.All)
        {
            var messages = BrokenMessages.For(revision);
            Assert.Equal(messages.Count, messages.Select(static message => message.Text).Distinct().Count());
            Assert.Equal(messages.Count, messages.Select(static message => message.Name).Distinct().Count());
            Assert.All(messages, static message => Assert.DoesNotContain('\n', message.Text));
        }
    }
}
