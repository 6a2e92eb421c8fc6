using System.Security.Cryptography;
using Fairlead.Components;
using Fairlead.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Core.Tests.Engine.Asking;

public class SealedStateTests
{
    private const string Ada = """{"name":{"action":"accept","content":{"name":"Ada"}}}""";

    private static Tool Greet(string name) => HandMade.Tool(name, async call =>
    {
        var answer = await call.Context.ElicitAsync(Ask.Name, "Who are you?", key: "name");
        call.Result.SetText($"Hello, {answer.Value}!");
    });

    private static Task<RawClient> ConnectAsync(McpKeyRing? keys = null, Action<McpServerBuilder>? more = null) => RawClient.ConnectAsync(app =>
    {
        app.Components.AddRange(Greet("greet"), Greet("other"));
        if (keys is not null) app.Services.AddSingleton(keys);
        more?.Invoke(app);
    });

    [Fact]
    public async Task Every_bit_of_the_state_counts()
    {
        await using var client = await ConnectAsync();
        var state = Ask.StateOf(await client.AskAsync(Ask.Call("greet")));
        for (var i = 0; i < state.Length; i++)
        {
            var tampered = state[..i] + (state[i] == 'A' ? 'B' : 'A') + state[(i + 1)..];
            var reply = await client.AskAsync(Ask.Call("greet", $"\"inputResponses\":{Ada},\"requestState\":\"{tampered}\","));
            Assert.True(reply.Contains("\"code\":-32602", StringComparison.Ordinal), $"{i}: {reply}");
        }

        Assert.Contains("-32602", await client.AskAsync(Ask.Call("greet", $"\"inputResponses\":{Ada},\"requestState\":\"{state}-TAMPERED\",")), StringComparison.Ordinal);
        Assert.Contains("-32602", await client.AskAsync(Ask.Call("greet", $"\"inputResponses\":{Ada},\"requestState\":\"{state[..20]}\",")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_is_good_for_its_own_component_and_arguments_only()
    {
        await using var client = await ConnectAsync();
        var members = Ask.Answers(await client.AskAsync(Ask.Call("greet", arguments: """{"a":1}""")), Ada);
        Assert.Contains("-32602", await client.AskAsync(Ask.Call("other", members, arguments: """{"a":1}""")), StringComparison.Ordinal);
        Assert.Contains("-32602", await client.AskAsync(Ask.Call("greet", members, arguments: """{"a":2}""")), StringComparison.Ordinal);
        Assert.Contains("Hello, Ada!", await client.AskAsync(Ask.Call("greet", members, arguments: """{"a":1}""")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_expires()
    {
        await using var client = await ConnectAsync(more: app => app.Options.AnswerTimeout = TimeSpan.FromMinutes(1));
        var members = Ask.Answers(await client.AskAsync(Ask.Call("greet")), Ada);
        client.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Contains("Hello, Ada!", await client.AskAsync(Ask.Call("greet", members)), StringComparison.Ordinal);
        client.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("params.requestState has expired", await client.AskAsync(Ask.Call("greet", members)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_may_be_good_for_one_use_only()
    {
        await using var client = await ConnectAsync(more: app => app.Options.SingleUseState = true);
        var members = Ask.Answers(await client.AskAsync(Ask.Call("greet")), Ada);
        Assert.Contains("Hello, Ada!", await client.AskAsync(Ask.Call("greet", members)), StringComparison.Ordinal);
        Assert.Contains("params.requestState was used before", await client.AskAsync(Ask.Call("greet", members)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_instance_opens_a_state_with_the_same_keys_and_only_with_them()
    {
        byte[] old = RandomNumberGenerator.GetBytes(McpKeyRing.KeyLength), young = RandomNumberGenerator.GetBytes(McpKeyRing.KeyLength);
        await using var one = await ConnectAsync(Ring(old));
        await using var rotated = await ConnectAsync(Ring(young, old));
        await using var foreign = await ConnectAsync();
        var members = Ask.Answers(await one.AskAsync(Ask.Call("greet")), Ada);
        Assert.Contains("Hello, Ada!", await rotated.AskAsync(Ask.Call("greet", members)), StringComparison.Ordinal);
        Assert.Contains("-32602", await foreign.AskAsync(Ask.Call("greet", members)), StringComparison.Ordinal);
        var fresh = Ask.Answers(await rotated.AskAsync(Ask.Call("greet")), Ada);
        Assert.Contains("-32602", await one.AskAsync(Ask.Call("greet", fresh)), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_have_a_length()
    {
        var ring = new McpKeyRing();
        Assert.Contains("must have 32 bytes; this one has 31", Assert.Throws<ArgumentException>(() => ring.Replace(new byte[31])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ring.Replace());
    }

    private static McpKeyRing Ring(params byte[][] keys)
    {
        var ring = new McpKeyRing();
        ring.Replace(keys);
        return ring;
    }
}
