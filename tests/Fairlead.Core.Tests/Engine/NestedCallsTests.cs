using System.Text.Json.Nodes;
using Fairlead.Components;
using ModelContextProtocol.Protocol;
using Resource = Fairlead.Components.Resource;

namespace Fairlead.Core.Tests.Engine;

public class NestedCallsTests
{
    [Fact]
    public async Task A_tool_calls_a_tool_and_reads_a_resource_through_the_middleware()
    {
        var seen = new List<string>();
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Use(async (call, next) =>
            {
                if (call.Component is { } component) seen.Add(component.Name);
                await next(call);
            });
            app.Components.AddRange(HandMade.Echo(), Document(), HandMade.Tool("outer", async call =>
            {
                var echoed = await call.Context.CallToolAsync("echo", new JsonObject { ["a"] = "ä\n" });
                var read = await call.Context.ReadResourceAsync("docs://one");
                call.Result.SetText(((TextContentBlock)echoed.Content[0]).Text + ((TextResourceContents)read.Contents[0]).Text);
            }));
        });
        await client.InitializeAsync("2024-11-05");
        Assert.Contains("""{\"a\":\"\\u00E4\\n\"}contents""", await client.AskAsync(Messages.Legacy("tools/call", "\"name\":\"outer\"")), StringComparison.Ordinal);
        Assert.Equal(["outer", "echo", "one"], seen);
    }

    [Theory]
    [InlineData("missing", "Unknown tool: missing")]
    [InlineData("outer", "more than 8 deep")]
    public async Task What_cannot_be_called_is_told(string name, string problem)
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Tool("outer", async call =>
        {
            var inner = await call.Context.CallToolAsync(name);
            call.Result.SetText(((TextContentBlock)inner.Content[0]).Text);
        })));
        Assert.Contains(problem, await client.AskAsync(Messages.Call("outer")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_the_outer_call_cancels_the_inner_one()
    {
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var client = await RawClient.ConnectAsync(app => app.Components.AddRange(
            HandMade.Tool("outer", async call => await call.Context.CallToolAsync("inner")),
            HandMade.Tool("inner", async call =>
            {
                using var registration = call.CancellationToken.Register(cancelled.SetResult);
                started.SetResult();
                await cancelled.Task;
            }),
            HandMade.Text("say")));
        await client.SendAsync(Messages.Call("outer"));
        await started.Task;
        await client.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""");
        await cancelled.Task;
        Assert.Contains("\"id\":2", await client.AskAsync(Messages.Call("say", id: "2")), StringComparison.Ordinal);
        Assert.Equal("", await client.EndAsync());
    }

    private static Resource Document() => new()
    {
        Name = "one",
        Uri = "docs://one",
        Invoke = call =>
        {
            call.Result.SetJson("""{"contents":[{"uri":"docs://one","text":"contents"}]}"""u8);
            return default;
        },
    };
}
