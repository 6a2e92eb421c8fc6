using Fairlead.Core.Tests;
using Fairlead.Generators.Tests.Behaviour.Forms;

namespace Fairlead.Generators.Tests.Behaviour;

public class OnceTests
{
    private int _done;

    [Theory]
    [InlineData("user", "1 Ann null")]
    [InlineData("nobody", "")]
    [InlineData("list", "Active,Pending")]
    [InlineData("number", "1")]
    [InlineData("text", "text 1")]
    [InlineData("nothing", "done")]
    public async Task What_was_done_is_not_done_again_when_the_call_is_run_again(string tool, string expected)
    {
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Tool("user", (McpContext mcp) => AskAsync(mcp, mcp.OnceAsync("o", async _ => new User($"{++_done}", "Ann", null)), user => $"{user.Id} {user.Name} {user.Email ?? "null"}"));
            app.Tool("nobody", (McpContext mcp) => AskAsync(mcp, mcp.OnceAsync<User?>("o", _ => Task.FromResult<User?>(++_done == 1 ? null : new User("2", "", ""))), user => user?.Id ?? ""));
            app.Tool("list", (McpContext mcp) => AskAsync(mcp, mcp.OnceAsync("o", async _ => new List<Status> { Status.Active, ++_done == 1 ? Status.Pending : Status.Inactive }), list => string.Join(",", list)));
            app.Tool("number", (McpContext mcp, CancellationToken ct) => AskAsync(mcp, mcp.OnceAsync("o", async _ => ++_done, ct), number => $"{number}"));
            app.Tool("text", (McpContext mcp) => AskAsync(mcp, mcp.OnceAsync("o", async _ => $"text {++_done}"), text => text));
            app.Tool("nothing", (McpContext mcp) => AskAsync(mcp, NothingAsync(mcp), text => text));
        });
        var asked = await client.AskAsync(Call(tool));
        const string Start = "\"requestState\":\"";
        var start = asked.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        var state = asked[start..asked.IndexOf('"', start)];
        const string Answer = """
            "inputResponses":{"q":{"action":"accept","content":{"value":true}}},
            """;
        var reply = await client.AskAsync(Call(tool, $"{Answer}\"requestState\":\"{state}\","));
        Assert.Contains($"\"text\":\"{expected}\"", reply, StringComparison.Ordinal);
        Assert.Equal(1, _done);
    }

    private static async Task<string> AskAsync<T>(McpContext mcp, ValueTask<T> once, Func<T, string> say)
    {
        var result = await once;
        await mcp.ElicitAsync<bool>("?", key: "q");
        return say(result);
    }

    private async ValueTask<string> NothingAsync(McpContext mcp)
    {
        await mcp.OnceAsync("o", async _ => { _done++; });
        return "done";
    }

    private static string Call(string tool, string more = "") => $$$"""
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{tool}}}",{{{more}}}"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{"elicitation":{}} } } }
        """;
}
