using Fairlead.Core.Tests;
using ModelContextProtocol.Protocol;

namespace Fairlead.Generators.Tests.Behaviour;

public class DefinitionTests
{
    private const string Contact = """{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","$defs":{"address":{"$anchor":"addressDef","type":"object","properties":{"street":{"type":"string"}}}},"properties":{"name":{"type":"string"},"address":{"$ref":"#/$defs/address"},"phone":{"type":"string"}},"allOf":[{"anyOf":[{"required":["phone"]},{"required":["address"]}]}],"if":{"required":["phone"]},"then":{"required":["name"]},"else":true,"additionalProperties":false}""";

    [Theory]
    [InlineData("typed", Contact)]
    [InlineData("as_element", Contact)]
    [InlineData("as_node", """{"type":"object"}""")]
    [InlineData("as_record", """{"type":"object","properties":{"id":{"type":"string"},"name":{"type":"string"},"email":{"type":["string","null"]}},"required":["id","name"],"additionalProperties":false}""")]
    [InlineData("as_map", """{"type":"object","additionalProperties":{"type":"integer"}}""")]
    public async Task A_schema_is_what_the_author_wrote_or_what_all_arguments_are(string tool, string schema)
    {
        await using var client = await ConnectAsync();
        Assert.Equal(schema, await client.DefinitionAsync(tool));
    }

    [Theory]
    [InlineData("typed", """{"name":"Ann","phone":"1"}""", "Ann  1")]
    [InlineData("typed", """{"nam":"Ann"}""", "nam: unknown argument, did you mean name?")]
    [InlineData("as_element", """{"name": "Ann", "x":[1]}""", """{"name": "Ann", "x":[1]}""")]
    [InlineData("as_element", "{}", "{}")]
    [InlineData("as_node", """{"a":1,"b":2}""", "2")]
    [InlineData("as_record", """{"id":"1","name":"Ann"}""", "1 Ann")]
    [InlineData("as_record", """{"id":1,"more":2}""", "id: must be a string, was a number. more: unknown argument; known are: id, name, email. name: required.")]
    [InlineData("as_map", """{"a":1,"b":"2"}""", "a=1,b=2")]
    public async Task All_arguments_are_bound_at_once(string tool, string arguments, string expected)
    {
        await using var client = await ConnectAsync();
        Assert.Equal(expected, await client.TextAsync(tool, arguments));
    }

    [Fact]
    public async Task Arguments_that_are_left_out_are_none()
    {
        await using var client = await ConnectAsync();
        Assert.Contains("\"text\":\"0\"", await client.AskAsync(Messages.Modern("tools/call", "\"name\":\"as_node\"")), StringComparison.Ordinal);
        Assert.Contains("id: required. name: required.", await client.AskAsync(Messages.Modern("tools/call", "\"name\":\"as_record\"")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Meta_is_what_the_attributes_say()
    {
        await using var client = await ConnectAsync();
        Assert.Equal("""{"com.example/a":"b","com.example/n":1.5,"com.example/none":null,"com.example/o":{"x":[1,2]}}""", await client.DefinitionAsync("noted", "_meta"));
    }

    [Theory]
    [InlineData("2026-07-28", "\"lastModified\":\"2026-01-31T09:30:00+00:00\"")]
    [InlineData("2025-06-18", "\"lastModified\":\"2026-01-31T09:30:00+00:00\"")]
    [InlineData("2025-03-26", "")]
    public async Task A_resource_says_for_whom_it_is_and_how_much_it_matters(string version, string lastModified)
    {
        await using var client = await ConnectAsync();
        var isModern = version == "2026-07-28";
        if (!isModern) await client.InitializeAsync(version);
        var list = await client.AskAsync(isModern ? Messages.Modern("resources/list") : Messages.Legacy("resources/list"));
        var age = lastModified.Length == 0 ? "" : "," + lastModified;
        Assert.Contains("\"uri\":\"library://news\",\"size\":42,\"annotations\":{\"audience\":[\"user\",\"assistant\"],\"priority\":0.25" + age + "}}", list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("library://news", "\"ttlMs\":300000,\"cacheScope\":\"public\"")]
    [InlineData("library://books/1", "\"ttlMs\":0,\"cacheScope\":\"public\"")]
    [InlineData("library://own", "\"ttlMs\":1000,\"cacheScope\":\"private\"")]
    [InlineData("resource://mcp/shelf?row=3", "\"ttlMs\":60000,\"cacheScope\":\"public\"")]
    public async Task What_is_read_may_be_kept_as_the_resource_says(string uri, string hints)
    {
        await using var client = await ConnectAsync();
        Assert.Contains(hints, await client.AskAsync(Messages.Modern("resources/read", $"\"uri\":\"{uri}\"")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_may_be_kept_as_the_server_says()
    {
        await using var client = await ConnectAsync();
        foreach (var method in new[] { "tools/list", "server/discover" })
        {
            Assert.Contains("\"ttlMs\":60000,\"cacheScope\":\"public\"", await client.AskAsync(Messages.Modern(method)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Attributes_of_a_lambda_count_as_those_of_a_method()
    {
        await using var client = await ConnectAsync();
        Assert.Equal("""{"readOnlyHint":true}""", await client.DefinitionAsync("now", "annotations"));
        Assert.Equal("\"What time it is\"", await client.DefinitionAsync("now", "title"));
        Assert.Equal("""{"k":true}""", await client.DefinitionAsync("now", "_meta"));
        Assert.Contains(
            """{"name":"a","title":"A","uri":"lambda://a","mimeType":"text/css","annotations":{"priority":0.5}}""", await client.AskAsync(Messages.Modern("resources/list")), StringComparison.Ordinal);
        Assert.Contains("\"ttlMs\":2000", await client.AskAsync(Messages.Modern("resources/read", "\"uri\":\"lambda://a\"")), StringComparison.Ordinal);
    }

    private static Task<RawClient> ConnectAsync() => RawClient.ConnectAsync(app =>
    {
        app.Options.TimeToLive = TimeSpan.FromMinutes(1);
        app.Options.CacheScope = CacheScope.Public;
        app.Add<Library>();
        app.Tool("now", [McpTool(ReadOnly = true, Title = "What time it is"), McpMeta("k", true)] () => "now", "d");
        app.Resource("lambda://a", [McpResource(MimeType = "text/css", Priority = 0.5, TimeToLive = "2s")] () => "");
        app.Resource("library://own", () => new ReadResourceResult { Contents = [], TimeToLive = TimeSpan.FromSeconds(1), CacheScope = CacheScope.Private });
    });
}
