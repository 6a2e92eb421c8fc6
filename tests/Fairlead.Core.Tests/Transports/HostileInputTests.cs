using System.Text;
using System.Text.Json;
using Fairlead.Testbed;

namespace Fairlead.Core.Tests.Transports;

public class HostileInputTests
{
    [Theory]
    [InlineData(20260728UL, false)]
    [InlineData(20251125UL, true)]
    public async Task Whatever_arrives_the_server_answers_what_it_must_and_nothing_else(ulong seed, bool isLegacy)
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.AddRange(HandMade.Echo("greet"), HandMade.Text("canary")));
        if (isLegacy) await client.InitializeAsync("2025-11-25");
        var messages = HostileMessages.Generate(seed, 10_000);
        Assert.Equal(10_000, messages.Count);
        for (var i = 0; i < messages.Count; i++)
        {
            var expectation = Oracle.Judge(messages[i], out var id);
            await client.SendAsync([.. messages[i], (byte)'\n']);
            if (expectation != Expectation.Silence) CheckReply(await ReceiveReplyAsync(client, messages[i]), expectation, id, messages[i]);
            Assert.Contains($"canary-{i}", await client.AskAsync(Messages.Call("canary", id: $"\"canary-{i}\"")), StringComparison.Ordinal);
        }

        Assert.Equal("", await client.EndAsync());
    }

    private static async Task<string> ReceiveReplyAsync(RawClient client, byte[] message)
    {
        try
        {
            return await client.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Not answered: {Encoding.UTF8.GetString(message)}");
        }
    }

    private static void CheckReply(string reply, Expectation expectation, string? id, byte[] message)
    {
        using var json = JsonDocument.Parse(reply);
        var root = json.RootElement;
        Assert.Equal("2.0", root.GetProperty("jsonrpc").GetString());
        var echoed = root.GetProperty("id").GetRawText();
        var problem = $"{Encoding.UTF8.GetString(message)} was answered by {reply}";
        if (expectation == Expectation.Reply) Assert.True(id == echoed, problem);
        else Assert.True(root.TryGetProperty("error", out var error) && error.GetProperty("code").GetInt32() is -32700 or -32600, problem);
    }
}
