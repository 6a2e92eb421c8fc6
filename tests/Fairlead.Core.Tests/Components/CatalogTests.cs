using System.Text.Json;
using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Core.Tests.Components;

public class CatalogTests
{
    [Fact]
    public async Task Pages_follow_each_other_and_survive_changes_and_restarts()
    {
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Options.PageSize = 3;
            app.Components.AddRange(Enumerable.Range(0, 8).Select(i => HandMade.Text($"t{i}")));
        });
        var first = await PageAsync(client, null);
        Assert.Equal(["t0", "t1", "t2"], first.Names);
        var second = await PageAsync(client, first.Next);
        Assert.Equal(["t3", "t4", "t5"], second.Names);
        var third = await PageAsync(client, second.Next);
        Assert.Equal(["t6", "t7"], third.Names);
        Assert.Null(third.Next);

        // Another server with the same components, one of them gone: the cursor still points to the same place.
        await using var other = await RawClient.ConnectAsync(app =>
        {
            app.Options.PageSize = 3;
            app.Components.AddRange(Enumerable.Range(0, 8).Where(i => i != 1).Select(i => HandMade.Text($"t{i}")));
        });
        Assert.Equal(["t3", "t4", "t5"], (await PageAsync(other, first.Next)).Names);
    }

    [Fact]
    public async Task Hidden_components_are_callable_but_not_listed()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.AddRange(HandMade.Text("_health"), HandMade.Text("say")));
        Assert.Equal(["say"], (await PageAsync(client, null)).Names);
        Assert.Contains("\"ok\"", await client.AskAsync(Messages.Call("_health")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Components_come_and_go_while_the_server_runs()
    {
        var components = new ComponentSet();
        await using var client = await RawClient.ConnectAsync(app => components = app.Components);
        Assert.Contains("\"tools\":[]", await client.AskAsync(Messages.Modern("tools/list")), StringComparison.Ordinal);
        var say = components.Add(HandMade.Text("say"));
        Assert.Contains("\"name\":\"say\"", await client.AskAsync(Messages.Modern("tools/list")), StringComparison.Ordinal);
        Assert.True(components.Remove(say));
        Assert.False(components.Remove(say));
        Assert.Contains("Unknown tool", await client.AskAsync(Messages.Call("say")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_versions_the_highest_is_served()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.AddRange(
            Versioned("1.9"), Versioned("1.10"), Versioned(null)));
        Assert.Single((await PageAsync(client, null)).Names);
        Assert.Contains("\"1.10\"", await client.AskAsync(Messages.Call("v")), StringComparison.Ordinal);

        static Tool Versioned(string? version) => new()
        {
            Name = "v",
            Version = version,
            InputSchema = """{"type":"object"}"""u8.ToArray(),
            Invoke = call =>
            {
                call.Result.SetText(version ?? "none");
                return default;
            },
        };
    }

    [Theory]
    [InlineData("a b", "no name")]
    [InlineData("", "no name")]
    [InlineData("ümlaut", "no name")]
    public void A_bad_name_is_refused(string name, string reason) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => new ComponentSet().Add(HandMade.Text(name))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_second_component_of_a_name_is_refused()
    {
        var components = new ComponentSet();
        components.Add(HandMade.Text("a"));
        Assert.Contains("is there already", Assert.Throws<ArgumentException>(() => components.Add(HandMade.Echo("a"))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => components.AddRange(HandMade.Text("b"), HandMade.Text("a")));
        Assert.Single(components.Snapshot);
        components.Add(HandMade.Text("b"));
    }

    [Theory]
    [InlineData("Ignore\u200Bthis")]
    [InlineData("\u202Egnp")]
    [InlineData("a\u0007")]
    [InlineData("a\U000E0041b")]
    public void Characters_that_hide_text_are_refused(string description)
    {
        var tool = new Tool { Name = "t", Description = description, InputSchema = "{}"u8.ToArray(), Invoke = _ => default };
        Assert.Contains("invisible", Assert.Throws<ArgumentException>(() => new ComponentSet().Add(tool)).Message, StringComparison.Ordinal);
        var resource = new Resource { Name = "r", Uri = "docs://" + description, Invoke = _ => default };
        Assert.Contains("the URI holds the invisible", Assert.Throws<ArgumentException>(() => new ComponentSet().Add(resource)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"type\":\"object\",\"description\":\"a\\u200bb\"}", "invisible")]
    [InlineData("{\"type\":\"object\"", "not a JSON object")]
    [InlineData("[]", "not a JSON object")]
    public void Schemas_are_checked_too(string schema, string reason)
    {
        var tool = new Tool { Name = "t", InputSchema = System.Text.Encoding.UTF8.GetBytes(schema), Invoke = _ => default };
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => new ComponentSet().Add(tool)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Letters_of_all_scripts_and_joined_emoji_are_fine()
    {
        var tool = new Tool { Name = "t", Description = "Größe 東京 👩‍🚀\n\tnext", InputSchema = "{}"u8.ToArray(), Invoke = _ => default };
        new ComponentSet().Add(tool);
    }

    [Theory]
    [InlineData("disk_usage", "Disk usage")]
    [InlineData("diskUsage", "Disk usage")]
    [InlineData("get_HTTP_status", "Get HTTP status")]
    [InlineData("greet", "Greet")]
    [InlineData("_health", "Health")]
    [InlineData("admin.tools-list", "Admin tools list")]
    public void Titles_are_made_of_names(string name, string title) => Assert.Equal(title, ComponentName.ToTitle(name));

    [Fact]
    public async Task The_most_specific_template_serves_a_uri_and_variables_become_arguments()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.AddRange(
            Template("any", "data://{+rest}"), Template("user", "data://users/{id}"), Template("file", "files://{+path}")));
        Assert.Contains("user {\\\"id\\\":\\\"7\\\"}", await ReadAsync(client, "data://users/7"), StringComparison.Ordinal);
        Assert.Contains("any {\\\"rest\\\":\\\"users/7/x\\\"}", await ReadAsync(client, "data://users/7/x"), StringComparison.Ordinal);
        Assert.Contains("Resource not found", await ReadAsync(client, "other://x"), StringComparison.Ordinal);
        Assert.Contains("path: must not be absolute", await ReadAsync(client, "files://a/%2e%2e/b"), StringComparison.Ordinal);
        Assert.Contains("longer than", await ReadAsync(client, "data://" + new string('x', 9000)), StringComparison.Ordinal);

        static ResourceTemplate Template(string name, string template) => new()
        {
            Name = name,
            Template = UriTemplate.Parse(template),
            Invoke = call =>
            {
                var text = System.Text.Json.JsonEncodedText.Encode(name + " " + System.Text.Encoding.UTF8.GetString(call.Arguments.Span), System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
                call.Result.SetJson(System.Text.Encoding.UTF8.GetBytes($$"""{"contents":[{"uri":"{{call.Uri}}","text":"{{text}}"}]}"""));
                return default;
            },
        };

        static Task<string> ReadAsync(RawClient client, string uri) => client.AskAsync(Messages.Modern("resources/read", $"\"uri\":\"{uri}\""));
    }

    private static async Task<(string[] Names, string? Next)> PageAsync(RawClient client, string? cursor)
    {
        var reply = await client.AskAsync(Messages.Modern("tools/list", cursor is null ? "" : $"\"cursor\":\"{cursor}\""));
        using var json = JsonDocument.Parse(reply);
        var result = json.RootElement.GetProperty("result");
        return (
            [.. result.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!)],
            result.TryGetProperty("nextCursor", out var next) ? next.GetString() : null);
    }
}
