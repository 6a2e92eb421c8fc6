using System.Text.RegularExpressions;

namespace Fairlead.Core.Tests.Engine.Subscriptions;

/// <summary><c>subscriptions/listen</c> of 2026-07-28 over lines.</summary>
public sealed partial class ListenTests
{
    private const string Everything = """
        "toolsListChanged":true,"promptsListChanged":true,"resourcesListChanged":true,"resourceSubscriptions":["docs://a","docs://b"]
        """;

    // Longer than changes are collected for.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    [Theory]
    [InlineData("1")]
    [InlineData("9007199254740993")]
    [InlineData("\"a\\u00e9\"")]
    public async Task It_is_acknowledged_first_and_every_message_carries_its_id_byte_for_byte(string id)
    {
        await using var client = await RawClient.ConnectAsync(Everywhere);
        var meta = $$$"""{"_meta":{"io.modelcontextprotocol/subscriptionId":{{{id}}}}""";
        Assert.Equal(
            """{"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":""" + meta + ""","notifications":{""" + Everything + "}}}",
            await client.AskAsync(Listen(Everything, id)));

        client.Components.AddRange(HandMade.Text("more"), HandMade.Prompt("more"), HandMade.Resource("docs://more"));
        client.Time.Advance(Pause);
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/tools/list_changed","params":""" + meta + "}}", await client.ReceiveAsync());
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/prompts/list_changed","params":""" + meta + "}}", await client.ReceiveAsync());
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/resources/list_changed","params":""" + meta + "}}", await client.ReceiveAsync());

        await client.Notifier.NotifyResourceUpdatedAsync("docs://b");
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/resources/updated","params":""" + meta + ""","uri":"docs://b"}}""", await client.ReceiveAsync());
    }

    [Theory]
    [InlineData("\"toolsListChanged\":true", "\"toolsListChanged\":true")]
    [InlineData("\"toolsListChanged\":false,\"promptsListChanged\":true", "")]
    [InlineData("\"resourceSubscriptions\":[\"docs://a\",\"docs://none\",\"docs://a\"]", "\"resourceSubscriptions\":[\"docs://a\"]")]
    [InlineData("\"resourceSubscriptions\":[]", "")]
    [InlineData("\"taskIds\":[1],\"resourcesListChanged\":true", "\"resourcesListChanged\":true")]
    public async Task Only_what_was_asked_for_and_exists_is_acknowledged(string asked, string acknowledged)
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.AddRange(HandMade.Text("say"), HandMade.Resource("docs://a")));
        Assert.EndsWith(""","notifications":{""" + acknowledged + "}}}", await client.AskAsync(Listen(asked)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_told_of_what_was_not_asked_for()
    {
        await using var client = await RawClient.ConnectAsync(Everywhere);
        await client.AskAsync(Listen("\"promptsListChanged\":true,\"resourceSubscriptions\":[\"docs://a\"]"));
        client.Components.AddRange(HandMade.Text("more"), HandMade.Resource("docs://more"));
        client.Time.Advance(Pause);
        await client.Notifier.NotifyResourceUpdatedAsync("docs://b");
        await client.Notifier.NotifyResourceUpdatedAsync("docs://a");
        Assert.EndsWith("\"uri\":\"docs://a\"}}", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_changes_at_once_are_told_once()
    {
        await using var client = await RawClient.ConnectAsync(Everywhere);
        await client.AskAsync(Listen("\"toolsListChanged\":true,\"resourceSubscriptions\":[\"docs://a\"]"));
        for (var i = 0; i < 100; i++) client.Components.Add(HandMade.Text($"more_{i}"));
        client.Time.Advance(Pause);
        Assert.Contains("notifications/tools/list_changed", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Contains("more_99", await client.AskAsync(Messages.Modern("tools/list", id: "2")), StringComparison.Ordinal);
        client.Time.Advance(Pause);
        await client.Notifier.NotifyResourceUpdatedAsync("docs://a");
        Assert.Contains("notifications/resources/updated", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_no_list_shows_is_not_told()
    {
        await using var client = await RawClient.ConnectAsync(Everywhere);
        await client.AskAsync(Listen(Everything));

        // One that is hidden; one of no effect, and one that looks like another.
        client.Components.Add(HandMade.Text("_hidden"));
        client.Components.Add(HandMade.Text("say", "something else", version: "2"));
        client.Components.Add(HandMade.Text("say", "something old", version: "1"));
        client.Time.Advance(Pause);
        client.Components.Add(HandMade.Prompt("more"));
        client.Time.Advance(Pause);
        Assert.Contains("notifications/prompts/list_changed", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Contains("something else", await client.AskAsync(Messages.Call("say", id: "2")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_lasted_for_a_moment_is_told_too_for_somebody_may_have_seen_it()
    {
        await using var client = await RawClient.ConnectAsync(Everywhere);
        await client.AskAsync(Listen(Everything));
        client.Components.Remove(client.Components.Add(HandMade.Text("brief")));
        client.Time.Advance(Pause);
        Assert.Contains("notifications/tools/list_changed", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_that_was_added_changes_the_resources()
    {
        await using var client = await RawClient.ConnectAsync(Everywhere);
        await client.AskAsync(Listen(Everything));
        client.Components.Add(HandMade.Template("items://{id}"));
        client.Time.Advance(Pause);
        Assert.Contains("notifications/resources/list_changed", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.EndsWith(
            ""","notifications":{"resourceSubscriptions":["items://7"]}}}""",
            await client.AskAsync(Listen("\"resourceSubscriptions\":[\"items://7\"]", "2")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_streams_of_a_client_are_told_apart()
    {
        await using var client = await RawClient.ConnectAsync(Everywhere);
        await client.AskAsync(Listen("\"toolsListChanged\":true", "\"tools\""));
        await client.AskAsync(Listen("\"resourceSubscriptions\":[\"docs://a\"]", "\"docs\""));
        await client.Notifier.NotifyResourceUpdatedAsync("docs://a");
        Assert.Contains("\"io.modelcontextprotocol/subscriptionId\":\"docs\"", await client.ReceiveAsync(), StringComparison.Ordinal);
        client.Components.Add(HandMade.Text("more"));
        client.Time.Advance(Pause);
        Assert.Contains("\"io.modelcontextprotocol/subscriptionId\":\"tools\"", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_stream_says_nothing_more()
    {
        await using var client = await RawClient.ConnectAsync(Everywhere);
        await client.AskAsync(Listen(Everything, "1"));
        await client.AskAsync(Listen(Everything, "2"));
        await client.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""");

        // Lines are taken in their order, so that the stream has ended when this is answered.
        await client.AskAsync(Messages.Call("say", id: "3"));
        await client.Notifier.NotifyResourceUpdatedAsync("docs://a");
        Assert.Contains("\"io.modelcontextprotocol/subscriptionId\":2", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.StartsWith("""{"jsonrpc":"2.0","id":2,"result":""", Assert.Single(await RestAsync(client)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_the_server_is_the_reply()
    {
        await using var client = await RawClient.ConnectAsync(Everywhere);
        await client.AskAsync(Listen(Everything, "\"x\""));
        await client.StopAsync();
        Assert.Equal(
            """{"jsonrpc":"2.0","id":"x","result":{"resultType":"complete","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"test","version":"1.2.3"},"io.modelcontextprotocol/subscriptionId":"x"}}}""",
            await client.ReceiveAsync());

        await client.Notifier.NotifyResourceUpdatedAsync("docs://a");
        client.Components.Add(HandMade.Text("more"));
        client.Time.Advance(Pause);
        Assert.Contains("-32000", await client.AskAsync(Listen(Everything, "2")), StringComparison.Ordinal);
        Assert.Empty(await RestAsync(client));
    }

    [Fact]
    public async Task The_end_of_the_input_ends_it_too()
    {
        await using var client = await RawClient.ConnectAsync(Everywhere);
        await client.AskAsync(Listen(Everything));
        Assert.Contains("\"id\":1,\"result\":{\"resultType\":\"complete\"", Assert.Single(await RestAsync(client)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_takes_no_slot_and_has_no_timeout()
    {
        await using var client = await RawClient.ConnectAsync(app =>
        {
            Everywhere(app);
            app.Options.Limits.MaxConcurrentRequests = 1;
            app.Options.Limits.MaxConcurrentRequestsPerConnection = 1;
        });
        for (var i = 1; i <= 10; i++) await client.AskAsync(Listen(Everything, $"{i}"));
        client.Time.Advance(TimeSpan.FromHours(24));
        Assert.Contains("\"ok\"", await client.AskAsync(Messages.Call("say", id: "11")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Their_number_is_bounded_on_a_connection_and_in_the_server()
    {
        await using var client = await RawClient.ConnectAsync(app =>
        {
            Everywhere(app);
            app.Options.Limits.MaxSubscriptionsPerConnection = 2;
            app.Options.Limits.MaxSubscriptions = 3;
        });
        await client.AskAsync(Listen(Everything, "1"));
        await client.AskAsync(Listen(Everything, "2"));
        Assert.Equal(
            """{"jsonrpc":"2.0","id":3,"error":{"code":-32000,"message":"The connection has 2 subscriptions open, and the server takes no more. Cancel one first.","data":{"retryAfterMs":1000}}}""",
            await client.AskAsync(Listen(Everything, "3")));

        await using var other = client.Connect();
        await other.AskAsync(Listen(Everything, "1"));
        Assert.Equal(
            """{"jsonrpc":"2.0","id":2,"error":{"code":-32000,"message":"The server has as many subscriptions open as it takes, or is about to stop. Try again in a moment.","data":{"retryAfterMs":1000}}}""",
            await other.AskAsync(Listen(Everything, "2")));

        // A place that was given back can be taken again.
        await client.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""");
        while ((await client.AskAsync(Listen(Everything, "4"))).Contains("-32000", StringComparison.Ordinal))
        {
        }
    }

    [Fact]
    public async Task An_id_that_listens_cannot_be_used_again()
    {
        await using var client = await RawClient.ConnectAsync(Everywhere);
        await client.AskAsync(Listen(Everything));
        Assert.Contains("in flight already", await client.AskAsync(Listen(Everything)), StringComparison.Ordinal);
        Assert.Contains("in flight already", await client.AskAsync(Messages.Call("say")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "params.notifications is missing; it must be an object")]
    [InlineData("\"notifications\":[]", "params.notifications is missing; it must be an object")]
    [InlineData("\"notifications\":{\"toolsListChanged\":1}", "has a member of the wrong type")]
    [InlineData("\"notifications\":{\"resourceSubscriptions\":\"docs://a\"}", "resourceSubscriptions must be an array of URIs")]
    [InlineData("\"notifications\":{\"resourceSubscriptions\":[1]}", "resourceSubscriptions must be an array of URIs")]
    [InlineData("\"notifications\":{\"resourceSubscriptions\":[\"a:\",\"b:\",\"c:\"]}", "has more than the 2 URIs that the server takes")]
    public async Task A_filter_that_is_none_is_refused(string members, string problem)
    {
        await using var client = await RawClient.ConnectAsync(app => app.Options.Limits.MaxResourceSubscriptions = 2);
        var reply = await client.AskAsync(Messages.Modern("subscriptions/listen", members));
        Assert.Contains("\"code\":-32602", reply, StringComparison.Ordinal);
        Assert.Contains(problem, reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_would_be_kept_must_not_be_long()
    {
        await using var client = await RawClient.ConnectAsync(_ => { });
        var reply = await client.AskAsync(Messages.Modern("subscriptions/listen", $"\"notifications\":{{}},\"padding\":\"{new string('x', 64 * 1024)}\""));
        Assert.Contains("longer than the 65,536 bytes that a subscription may have", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_revisions_do_not_know_it()
    {
        await using var client = await RawClient.ConnectAsync(Everywhere);
        await client.InitializeAsync("2025-11-25");
        Assert.Contains("-32601", await client.AskAsync(Messages.Legacy("subscriptions/listen", "\"notifications\":{}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_told_the_newest_state_and_costs_no_more()
    {
        await using var client = await RawClient.ConnectAsync(app =>
        {
            Everywhere(app);
            app.Components.Add(HandMade.Template("items://{id}"));
        });
        var uris = Enumerable.Range(0, 100).Select(i => $"items://{i}").ToArray();
        await client.AskAsync(Listen($"\"toolsListChanged\":true,\"resourceSubscriptions\":[\"docs://a\",{string.Join(',', uris.Select(uri => $"\"{uri}\""))}]"));

        for (var i = 0; i < 10_000; i++) await client.Notifier.NotifyResourceUpdatedAsync(uris[i % uris.Length]);
        client.Components.Add(HandMade.Text("more"));
        client.Time.Advance(Pause);
        await client.Notifier.NotifyResourceUpdatedAsync("docs://a");

        // What changed last is told last.
        var seen = new HashSet<string>();
        var lists = 0;
        var lines = 0;
        for (var uri = ""; uri != "docs://a"; lines++)
        {
            var line = await client.ReceiveAsync();
            if (line.Contains("notifications/tools/list_changed", StringComparison.Ordinal)) lists++;
            if (Uri().Match(line) is { Success: true } match) seen.Add(uri = match.Groups[1].Value);
        }

        Assert.Equal([.. uris.Append("docs://a").Order()], seen.Order());
        Assert.Equal(1, lists);

        // The pipe to the client holds 64 KiB, and a message has some 180 bytes; what waits behind it is told at most twice.
        Assert.InRange(lines, 102, 1000);
    }

    private static void Everywhere(McpServerBuilder app) =>
        app.Components.AddRange(HandMade.Text("say"), HandMade.Prompt("ask"), HandMade.Resource("docs://a"), HandMade.Resource("docs://b"));

    private static string Listen(string filter, string id = "1") => Messages.Modern("subscriptions/listen", $"\"notifications\":{{{filter}}}", id);

    private static async Task<string[]> RestAsync(RawClient client) => (await client.EndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("\"uri\":\"([^\"]+)\"")]
    private static partial Regex Uri();
}
