using Fairlead.Components;
using Fairlead.Security;

namespace Fairlead.Core.Tests.Engine.Subscriptions;

/// <summary>That something changed which a caller may not see is none of its business.</summary>
public sealed class VisibilityTests
{
    // Longer than changes are collected for.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static Tool Tool(string name, params object[] metadata) => new()
    {
        Name = name,
        InputSchema = """{"type":"object"}"""u8.ToArray(),
        Metadata = metadata,
        Invoke = static _ => default,
    };

    [Fact]
    public async Task Only_those_are_told_whose_list_has_changed()
    {
        await using var admin = await ServeAsync("admin");
        await using var reader = admin.Connect(Caller("read"));
        await using var nobody = admin.Connect();
        foreach (var client in new[] { admin, reader, nobody }) await ListenAsync(client);

        // Each is told once of the last change, and of those before it only what concerns it.
        admin.Components.Add(Tool("erase", new RequireScopeAttribute("admin")));
        admin.Time.Advance(Pause);
        await ToldAsync(admin, "tools");
        admin.Components.Add(Tool("read", new RequireScopeAttribute("read")));
        admin.Time.Advance(Pause);
        await ToldAsync(reader, "tools");
        admin.Components.Add(HandMade.Prompt("more"));
        admin.Time.Advance(Pause);
        foreach (var client in new[] { admin, reader, nobody }) await ToldAsync(client, "prompts");
    }

    [Fact]
    public async Task A_list_that_lasted_for_a_moment_is_told_to_those_who_could_see_it()
    {
        await using var admin = await ServeAsync("admin");
        await using var reader = admin.Connect(Caller("read"));
        await ListenAsync(admin);
        await ListenAsync(reader);
        var tool = Tool("erase", new RequireScopeAttribute("admin"));
        admin.Components.Add(tool);
        admin.Components.Remove(tool);
        admin.Time.Advance(Pause);
        await ToldAsync(admin, "tools");
        admin.Components.Add(HandMade.Prompt("more"));
        admin.Time.Advance(Pause);
        await ToldAsync(reader, "prompts");
    }

    [Fact]
    public async Task Of_many_changes_at_once_everybody_is_told()
    {
        await using var admin = await ServeAsync("admin");
        await using var reader = admin.Connect(Caller("read"));
        await ListenAsync(reader);
        for (var i = 0; i < 20; i++) admin.Components.Add(Tool($"erase_{i}", new RequireScopeAttribute("admin")));
        admin.Time.Advance(Pause);
        await ToldAsync(reader, "tools");
    }

    private static KnownCaller Caller(string scope) => new("test", scope, [], [scope]);

    private static Task<RawClient> ServeAsync(string scope) => RawClient.ConnectAsync(
        server =>
        {
            server.Authorization.DefaultAccess = DefaultAccess.Anyone;
            server.Components.AddRange(Tool("say"), Tool("see", new RequireScopeAttribute("read")), HandMade.Prompt("ask"));
        },
        Caller(scope));

    private static async Task ListenAsync(RawClient client) => Assert.Contains(
        "acknowledged",
        await client.AskAsync(Messages.Modern("subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true,\"promptsListChanged\":true}")),
        StringComparison.Ordinal);

    private static async Task ToldAsync(RawClient client, string list) =>
        Assert.Contains($"\"notifications/{list}/list_changed\"", await client.ReceiveAsync(), StringComparison.Ordinal);
}
