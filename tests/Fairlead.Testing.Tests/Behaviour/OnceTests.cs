using Fairlead.Protocol;

namespace Fairlead.Testing.Tests.Behaviour;

/// <summary>What a component did before a question is not done again after the answer, whatever its result is, everywhere.</summary>
public class OnceTests
{
    public sealed record User(string Id, string Name, string? Email);

    public enum Status
    {
        Active,
        Inactive,
        Pending,
    }

    private int _done;

    /// <summary>Everywhere that somebody can be asked.</summary>
    public static MatrixTheoryData<string, Over> Everywhere => new(["2025-06-18", "2025-11-25", "2026-07-28"], Enum.GetValues<Over>());

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task What_was_done_is_not_done_again_when_the_question_is_answered(string version, Over over)
    {
        var app = McpApp.Create("once");
        app.Tool("user", (McpContext mcp) => AskAsync(mcp, mcp.OnceAsync("o", async _ => new User($"{++_done}", "Ann", null)), user => $"{user.Id} {user.Name} {user.Email ?? "null"}"));
        app.Tool("nobody", (McpContext mcp) => AskAsync(mcp, mcp.OnceAsync<User?>("o", _ => Task.FromResult<User?>(++_done == 1 ? null : new User("2", "", ""))), user => user?.Id ?? ""));
        app.Tool("list", (McpContext mcp) => AskAsync(mcp, mcp.OnceAsync("o", async _ => new List<Status> { Status.Active, ++_done == 1 ? Status.Pending : Status.Inactive }), list => string.Join(",", list)));
        app.Tool("number", (McpContext mcp, CancellationToken ct) => AskAsync(mcp, mcp.OnceAsync("o", async _ => ++_done, ct), number => $"{number}"));
        app.Tool("text", (McpContext mcp) => AskAsync(mcp, mcp.OnceAsync("o", async _ => $"text {++_done}"), text => text));
        app.Tool("nothing", (McpContext mcp) => AskAsync(mcp, NothingAsync(mcp), text => text));
        await using var client = await McpTest.ConnectAsync(app, over, options =>
        {
            options.Revision = ProtocolRevision.Find(version)!;
            options.AnswerElicitation(_ => ElicitationAnswer.Accept("""{"value":true}"""));
        }, TestContext.Current.CancellationToken);
        foreach (var (tool, expected) in ((string, string)[])[("user", "1 Ann null"), ("nobody", ""), ("list", "Active,Pending"), ("number", "1"), ("text", "text 1"), ("nothing", "done")])
        {
            _done = 0;
            (await client.CallToolAsync(tool)).ShouldBeText(expected);
            Assert.Equal(1, _done);
        }
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
}
