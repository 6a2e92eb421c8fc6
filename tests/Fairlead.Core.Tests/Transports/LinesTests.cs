using System.Text;
using Fairlead.Components;

namespace Fairlead.Core.Tests.Transports;

public class LinesTests
{
    [Fact]
    public async Task A_line_that_is_too_long_is_refused_and_skipped()
    {
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Options.Limits.MaxMessageBytes = 2048;
            app.Components.Add(HandMade.Text("say"));
        });
        var tooLong = client.ReceiveAsync();
        for (var i = 0; i < 20; i++) await client.SendAsync(Encoding.ASCII.GetBytes(new string('x', 1000)));
        await client.SendAsync("");
        Assert.Equal(
            """{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid request: the line is longer than the 2,048 bytes that the server takes."}}""",
            await tooLong);
        Assert.Contains("\"ok\"", await client.AskAsync(Messages.Call("say")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_may_arrive_byte_by_byte_and_with_carriage_returns()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Text("say")));
        foreach (var b in Encoding.UTF8.GetBytes(Messages.Call("say") + "\r\n\r\n")) await client.SendAsync([b]);
        Assert.Contains("\"ok\"", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_line_needs_no_end()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Text("say")));
        await client.SendAsync(Encoding.UTF8.GetBytes(Messages.Call("say")));
        Assert.Contains("\"ok\"", await client.EndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replies_are_whole_lines_even_where_results_hold_line_breaks()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(new Tool
        {
            Name = "raw",
            InputSchema = "{\n  \"type\": \"object\"\r\n}"u8.ToArray(),
            Invoke = call =>
            {
                call.Result.SetJson("{\n\"content\":\n[]}"u8);
                return default;
            },
        }));
        Assert.Contains("{ \"content\": []", await client.AskAsync(Messages.Call("raw")), StringComparison.Ordinal);
        Assert.Contains("{   \"type\": \"object\"  }", await client.AskAsync(Messages.Modern("tools/list")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_calls_at_once_are_answered_once_each_and_whole()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Tool("echo", async call =>
        {
            await Task.Yield();
            call.Result.SetText(Encoding.UTF8.GetString(call.Arguments.Span));
        })));
        var receiving = Task.Run(async () =>
        {
            var seen = new HashSet<string>();
            for (var i = 0; i < 2000; i++) Assert.True(seen.Add(await client.ReceiveAsync()));
            return seen;
        }, TestContext.Current.CancellationToken);
        for (var i = 0; i < 2000; i++) await client.SendAsync(Messages.Call("echo", $$"""{"n":{{i}}}""", id: $"{i}"));
        var replies = await receiving;
        Assert.All(Enumerable.Range(0, 2000), i => Assert.Contains(replies, reply =>
            reply.StartsWith($$$"""{"jsonrpc":"2.0","id":{{{i}}},"result":{"content":[{"type":"text","text":"{\"n\":{{{i}}}}"}]""", StringComparison.Ordinal)));
    }
}
