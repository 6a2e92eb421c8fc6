namespace Fairlead.Testing.Tests;

public class RawTests
{
    [Theory]
    [InlineData(Over.Memory)]
    [InlineData(Over.Stdio)]
    [InlineData(Over.Http)]
    public async Task Broken_messages_are_refused_and_the_conversation_goes_on(Over over)
    {
        await using var client = await ShopApp.ConnectAsync("2025-11-25", over);
        (await client.SendRawAsync("{\"jsonrpc\":")).ShouldBeRefused(-32700);
        (await client.SendRawAsync("true")).ShouldBeRefused(-32600);
        (await client.SendRawAsync("[]")).ShouldBeRefused(-32600);
        (await client.SendRawAsync("""{"jsonrpc":"1.0","id":"a","method":"ping"}""")).ShouldBeRefused(-32600);
        (await client.SendRawAsync("""{"jsonrpc":"2.0","id":"a","id":"b","method":"ping"}""")).ShouldBeRefused(-32600);
        (await client.SendRawAsync("""{"jsonrpc":"2.0","id":null,"method":"ping"}""")).ShouldBeRefused(-32600);
        (await client.SendRawAsync("""{"jsonrpc":"2.0","id":"mine","method":"none"}""")).ShouldBeRefused(-32601);
        (await client.SendRawAsync("""{"jsonrpc":"2.0","method":"notifications/none"}""")).ShouldBeNothing();
        Assert.Equal("""{"jsonrpc":"2.0","id":"mine","result":{}}""", (await client.SendRawAsync("""{"jsonrpc":"2.0","id":"mine","method":"ping"}""")).Message.GetRawText());
        (await client.CallToolAsync("find_order", new { id = 1 })).ShouldSucceed();
    }

    [Fact]
    public async Task The_status_and_headers_of_HTTP_are_seen()
    {
        await using var client = await ShopApp.ConnectAsync("2026-07-28", Over.Http);
        var missing = await client.SendRawAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        missing.ShouldBeRefused(-32602).ShouldHaveStatus(400);
        Assert.StartsWith("application/json", missing.Header("content-type"), StringComparison.Ordinal);
        Assert.Null(missing.Header("none"));
    }

    [Theory]
    [InlineData(Over.Memory)]
    [InlineData(Over.Http)]
    public async Task Batches_are_answered_as_one(Over over)
    {
        await using var client = await ShopApp.ConnectAsync("2025-03-26", over);
        var reply = await client.SendRawAsync("""[{"jsonrpc":"2.0","method":"notifications/none"},{"jsonrpc":"2.0","id":"x","method":"ping"},{"jsonrpc":"2.0","id":"y","method":"ping"}]""");
        Assert.Equal(2, reply.Message.GetArrayLength());
    }

    [Fact]
    public async Task Any_method_can_be_requested()
    {
        await using var client = await ShopApp.ConnectAsync("2026-07-28", Over.Memory);
        Assert.Contains("2026-07-28", (await client.RequestAsync("server/discover")).Result.GetProperty("supportedVersions").EnumerateArray().Select(one => one.GetString()));
        (await client.RequestAsync("ping")).ShouldBeRefused(-32601);
    }
}
