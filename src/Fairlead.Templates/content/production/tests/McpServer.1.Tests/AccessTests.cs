using Fairlead.Testing;

namespace McpServer._1.Tests;

public class AccessTests
{
    [Fact]
    public async Task Who_reads_sees_the_stock_and_takes_nothing()
    {
        await using var client = await McpTest.ConnectAsync(Server.Create([]), options => options.As("ada", scopes: ["stock:read"]));
        (await client.CallToolAsync("find_stock", new { product = "gear" })).ShouldSucceed();
        (await client.CallToolAsync("take_stock", new { product = "gear", quantity = 1 })).ShouldBeRefused();
        client.Audit.ShouldHaveRecorded("find_stock", outcome: "allowed", subject: "ada");
        client.Audit.ShouldHaveRecorded("take_stock", outcome: "denied", subject: "ada");
    }

    [Fact]
    public async Task Who_writes_takes_what_there_is()
    {
        await using var client = await McpTest.ConnectAsync(Server.Create([]), options => options.As("grace", scopes: ["stock:read", "stock:write"]));
        Assert.Equal(new Stock("gear", 20), (await client.CallToolAsync("take_stock", new { product = "gear", quantity = 4 })).StructuredAs<Stock>());
        (await client.CallToolAsync("take_stock", new { product = "gear", quantity = 21 })).ShouldBeError("There are no 21 of gear.");
    }

    [Fact]
    public async Task Who_has_no_token_is_asked_for_one()
    {
        await using var client = await McpTest.ConnectAsync(Server.Create([]), Over.Http);
        (await client.SendRawAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""")).ShouldHaveStatus(401);
    }

    [Fact]
    public async Task Who_takes_too_often_has_to_wait()
    {
        await using var client = await McpTest.ConnectAsync(Server.Create([]), options => options.As("grace", scopes: ["stock:read", "stock:write"]));
        for (var call = 0; call < 30; call++) (await client.CallToolAsync("take_stock", new { product = "bolt", quantity = 1 })).ShouldSucceed();
        (await client.CallToolAsync("take_stock", new { product = "bolt", quantity = 1 })).ShouldBeRefused();
    }
}
