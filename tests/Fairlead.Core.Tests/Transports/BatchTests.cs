using Fairlead.Components;

namespace Fairlead.Core.Tests.Transports;

/// <summary>Several messages in one line: 2025-03-26 only.</summary>
public class BatchTests
{
    private const string Ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";

    [Fact]
    public async Task A_batch_is_answered_by_one_line()
    {
        await using var client = await ConnectAsync();
        await client.InitializeAsync("2025-03-26");
        Assert.Equal(
            """[{"jsonrpc":"2.0","id":1,"result":{}},{"jsonrpc":"2.0","id":2,"error":{"code":-32601,"message":"Method not found: no/such"}}]""",
            await client.AskAsync($$"""[{{Ping}},{"jsonrpc":"2.0","method":"notifications/x"},{"jsonrpc":"2.0","id":2,"method":"no/such"}]"""));

        // Nothing answers what asks for nothing.
        await client.SendAsync("""[{"jsonrpc":"2.0","method":"notifications/x"}]""");
        Assert.Equal("""{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid request: the batch is empty."}}""", await client.AskAsync("[]"));
        Assert.Contains("-32700", await client.AskAsync($"[{Ping}"), StringComparison.Ordinal);
        Assert.Equal("", await client.EndAsync());
    }

    [Fact]
    public async Task A_batch_does_not_hold_up_what_follows()
    {
        var go = new TaskCompletionSource();
        await using var client = await ConnectAsync(go);
        await client.InitializeAsync("2025-03-26");
        await client.SendAsync($$$"""[{{{Ping}}},{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"wait"}}]""");
        Assert.Equal("""{"jsonrpc":"2.0","id":3,"result":{}}""", await client.AskAsync("""{"jsonrpc":"2.0","id":3,"method":"ping"}"""));
        go.SetResult();
        Assert.Contains("waited", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    public async Task Other_revisions_have_no_batches(string version)
    {
        await using var client = await ConnectAsync();
        Assert.Contains("-32600", await client.AskAsync($"[{Ping}]"), StringComparison.Ordinal);
        await client.InitializeAsync(version);
        Assert.Contains("-32600", await client.AskAsync($"[{Ping}]"), StringComparison.Ordinal);
    }

    private static Task<RawClient> ConnectAsync(TaskCompletionSource? go = null) => RawClient.ConnectAsync(builder => builder.Components.Add(new Tool
    {
        Name = "wait",
        InputSchema = """{"type":"object"}"""u8.ToArray(),
        Invoke = async call =>
        {
            await go!.Task;
            call.Result.SetText("waited");
        },
    }));
}
