namespace Fairlead.Core.Tests.Engine;

public class ExtensionTests
{
    private static Task<RawClient> ConnectAsync(bool required = true) => RawClient.ConnectAsync(app =>
    {
        app.Options.Experimental["mood"] = """{"good":true}"""u8.ToArray();
        app.AddExtension(new McpExtension("com.example/search", """{"depth":3}"""u8.ToArray()) { RequiresClientSupport = required }
            .Method("search/start", call =>
            {
                call.Result.SetJson(call.Params.Span.IndexOf("\"query\""u8) < 0 ? """{"found":0}"""u8 : """{"found":1}"""u8);
                return default;
            })
            .Method("search/fail", _ => throw new InvalidOperationException("secret")));
    });

    private static string Declaring(string method, string members = "") => Messages.Modern(method, members).Replace(
        "clientCapabilities\":{}", """clientCapabilities":{"extensions":{"com.example/search":{}}}""", StringComparison.Ordinal);

    [Fact]
    public async Task Clients_see_extensions_and_experiments()
    {
        await using var client = await ConnectAsync();
        Assert.Contains(""" "experimental":{"mood":{"good":true}},"extensions":{"com.example/search":{"depth":3}} """.Trim(), await client.AskAsync(Messages.Modern("server/discover")), StringComparison.Ordinal);
        var legacy = await client.InitializeAsync("2025-11-25");
        Assert.Contains(""" "experimental":{"mood":{"good":true}} """.Trim(), legacy, StringComparison.Ordinal);
        Assert.DoesNotContain("com.example/search", legacy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_of_an_extension_is_answered_to_those_who_declare_it()
    {
        await using var client = await ConnectAsync();
        Assert.Contains(""" "result":{"found":1,"resultType":"complete" """.Trim(), await client.AskAsync(Declaring("search/start", "\"query\":\"x\"")), StringComparison.Ordinal);
        Assert.Contains(
            """ "code":-32021,"message":"search/start is a method of the extension com.example/search, which the client does not declare.","data":{"requiredCapabilities":{"extensions":{"com.example/search":{}}}} """.Trim(),
            await client.AskAsync(Messages.Modern("search/start")),
            StringComparison.Ordinal);
        await client.InitializeAsync("2025-11-25");
        Assert.Contains("-32601", await client.AskAsync(Messages.Legacy("search/start")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_may_be_for_everybody_and_its_failure_tells_nothing()
    {
        await using var client = await ConnectAsync(required: false);
        Assert.Contains("\"found\":0", await client.AskAsync(Messages.Modern("search/start")), StringComparison.Ordinal);
        var failure = await client.AskAsync(Messages.Modern("search/fail"));
        Assert.Contains("-32603", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("search", "{}", "has no prefix")]
    [InlineData("/search", "{}", "has no prefix")]
    [InlineData("com.example/search", "[]", "must be one JSON object")]
    [InlineData("com.example/search", "{} {}", "must be one JSON object")]
    public void What_is_no_extension_is_told(string name, string settings, string problem) => Assert.Contains(
        problem, Assert.Throws<ArgumentException>(() => new McpExtension(name, System.Text.Encoding.UTF8.GetBytes(settings))).Message, StringComparison.Ordinal);
}
