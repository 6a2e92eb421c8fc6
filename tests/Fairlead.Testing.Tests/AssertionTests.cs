namespace Fairlead.Testing.Tests;

public class AssertionTests
{
    [Theory]
    [InlineData(Over.Memory, "in memory")]
    [InlineData(Over.Http, "over HTTP at http://127.0.0.1:")]
    public async Task A_failure_shows_what_was_expected_what_came_and_the_exchange(Over over, string how)
    {
        await using var client = await ShopApp.ConnectAsync("2026-07-28", over);
        await client.GetPromptAsync("remind", new { customer = "Grace" });
        var reply = await client.CallToolAsync("route", new { region = "north" });
        var message = Assert.Throws<McpTestException>(() => reply.ShouldBeText("to south")).Message;
        Assert.StartsWith("Expected the text \"to south\"\nbut was           \"to north\"\nthey differ from character 3 on\nExchange in 2026-07-28, " + how, message, StringComparison.Ordinal);
        Assert.Contains("  → {\"jsonrpc\":\"2.0\",\"id\":", message, StringComparison.Ordinal);
        Assert.Contains("\"arguments\":{\"region\":\"north\"}", message, StringComparison.Ordinal);
        Assert.Contains("  ← {\"jsonrpc\":\"2.0\",\"id\":", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Grace", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Over.Memory)]
    [InlineData(Over.Http)]
    public async Task A_failure_shows_what_the_server_logged_and_did_not_tell(Over over)
    {
        await using var client = await ShopApp.ConnectAsync("2026-07-28", over);
        var reply = await client.CallToolAsync("fail");
        Assert.DoesNotContain("the secret reason", reply.ShouldBeError().Text, StringComparison.Ordinal);
        var message = Assert.Throws<McpTestException>(() => reply.ShouldSucceed()).Message;
        Assert.Contains("System.InvalidOperationException: the secret reason", message, StringComparison.Ordinal);
        Assert.Contains(client.ServerLogs, log => log.Exception?.Message == "the secret reason");
    }

    [Fact]
    public async Task Each_assertion_fails_where_it_should()
    {
        await using var client = await ShopApp.ConnectAsync("2026-07-28", Over.Memory);
        var good = await client.CallToolAsync("find_order", new { id = 7 });
        Fails(() => good.ShouldBeError(), "an error that the model reads");
        Fails(() => good.ShouldBeRefused(), "a JSON-RPC error");
        Fails(() => good.ShouldContainText("Grace"), "a text that contains \"Grace\"");
        Fails(() => good.ShouldHaveStructured(new { id = 8, customer = "Ada" }), "~ id: 8 → 7\n+ state: \"Open\"");
        Fails(() => good.ShouldHaveStatus(200), "no HTTP response; connect with Over.Http");
        Fails(() => good.ShouldBeNothing(), "no reply");
        var text = await client.CallToolAsync("today");
        Fails(() => text.ShouldHaveStructured(new { id = 7 }), "none: the text");
        Fails(() => text.StructuredAs<Shop.Order>(), "a structured result");
        var bad = await client.CallToolAsync("find_order", new { id = 404 });
        Fails(() => bad.ShouldBeText("x"), "the error that the model reads: \"There is no order 404.\"");
        Fails(() => bad.ShouldBeError("order 405"), "an error that contains \"order 405\"");
        var refused = await client.CallToolAsync("none");
        Fails(() => refused.ShouldBeError(), "the error -32602 Unknown tool: none");
        Fails(() => refused.ShouldSucceed(), "the error -32602 Unknown tool: none");
        Fails(() => _ = refused.Content, "There is no result, but an error: -32602 Unknown tool: none");
        Fails(() => refused.ShouldBeRefused(-32601), "the JSON-RPC error -32601");
        Fails(() => refused.ShouldBeRefused(containing: "Known"), "an error whose message contains \"Known\"");
        var resource = await client.ReadResourceAsync("orders://5");
        Fails(() => resource.ShouldBeText("order 6"), "they differ from character 6 on");
        Fails(() => resource.ShouldBeText("order 5", "text/html"), "the MIME type text/html\nbut was  text/plain");
        Fails(() => resource.ShouldContainText("7"), "a text that contains \"7\"");
        Fails(() => resource.ShouldBeBytes([1]), "1 bytes alone");
        var logo = await client.ReadResourceAsync("shop://logo");
        Fails(() => logo.ShouldBeBytes([1, 2, 4]), "differ from byte 2 on");
        var prompt = await client.GetPromptAsync("remind", new { customer = "Ada" });
        Fails(() => prompt.ShouldBeText("Remind"), "they differ from character 6 on");
        Fails(() => prompt.ShouldContainText("Grace"), "a text that contains \"Grace\"");
        var offer = await client.CompleteAsync("remind", "customer");
        Fails(() => offer.ShouldOffer("Ada"), "the values [Ada]\nbut was  the values [Ada, Grace]");
    }

    [Fact]
    public async Task Definitions_that_are_others_fail()
    {
        await using var client = await ShopApp.ConnectAsync("2026-07-28", Over.Memory);
        var tool = client.Tool("find_order");
        Fails(() => tool.ShouldRequire("name"), "Expected of tool find_order that it requires name\nbut was  no argument name; there are [id]");
        Fails(() => tool.ShouldAllow("id"), "but was  one that is required");
        Fails(() => tool.ShouldAllow("name"), "but was  no such argument; there are [id]");
        Fails(() => tool.ShouldNotExpose("id"), "no argument id");
        Fails(() => tool.ShouldBeDestructive(), "the annotation destructiveHint");
        Fails(() => client.Tool("route").ShouldBeReadOnly(), "the annotation readOnlyHint");
        Fails(() => tool.ShouldDescribe("lose"), "but was  \"Find an order.\"\nThe definition:\n{\n");
        Fails(() => client.Prompt("remind").ShouldRequire("days"), "but was  an argument days that may be left out");
        Fails(() => client.Resource("shop://logo").ShouldHaveMimeType("image/gif"), "but was  image/png");
        Fails(() => client.Tool("none"), "This caller sees no tool none. There are [");
    }

    private static void Fails(Action assertion, string because) => Assert.Contains(because, Assert.Throws<McpTestException>(assertion).Message, StringComparison.Ordinal);
}
