using Fairlead.Core.Tests;
using Fairlead.Generators.Tests.Behaviour.Forms;

namespace Fairlead.Generators.Tests.Behaviour;

public class FormTests
{
    private const string Able = """{"elicitation":{"form":{}}}""";

    [Fact]
    public async Task Everything_that_the_subset_has_a_word_for_is_published()
    {
        await using var client = await ConnectAsync();
        Assert.Equal(
            OneLine("""
            {"type":"object","description":"Everything a form can ask for.","properties":{
            "userName":{"type":"string","description":"Who.","title":"User name","minLength":2,"maxLength":9},
            "floor":{"type":"integer","title":"Floor"},
            "agreed":{"type":"boolean","title":"Agreed"},
            "mail":{"type":"string","format":"email","title":"Mail"},
            "site":{"type":"string","format":"uri","title":"Site"},
            "page":{"type":"string","format":"uri","title":"Page"},
            "day":{"type":"string","format":"date","title":"Day"},
            "at":{"type":"string","format":"date-time","title":"At"},
            "wait":{"type":"string","title":"Wait"},
            "stars":{"type":"integer","title":"Stars","minimum":1,"maximum":10,"default":5},
            "share":{"type":"number","title":"Share","minimum":0.5,"maximum":99.5,"default":1.5},
            "small":{"type":"integer","title":"Small","minimum":0,"maximum":255,"default":1},
            "letter":{"type":"string","description":"Any.","title":"The letter","minLength":1,"maxLength":1,"default":"x"},
            "size":{"type":"string","title":"Size","enum":["s","m","l"],"default":"m"},
            "extras":{"type":"array","title":"Extras","minItems":1,"maxItems":2,"items":{"type":"string","enum":["a","b","c"]},"default":["a","b"]},
            "made":{"type":"string","title":"Made"},
            "must":{"type":"string","title":"Must"},
            "nothing":{"type":"string","title":"Nothing"}},"required":["userName","agreed","must"]}
            """),
            await SchemaAsync(client, "everyday"));
    }

    [Fact]
    public async Task Defaults_are_those_of_the_type()
    {
        await using var client = await ConnectAsync();
        Assert.Equal(
            """{"type":"object","description":"The defaults of SEP-1034.","properties":{"name":{"type":"string","title":"Name","default":"John Doe"},"age":{"type":"integer","title":"Age","default":30},"score":{"type":"number","title":"Score","default":95.5},"status":{"type":"string","title":"Status","enum":["active","inactive","pending"],"default":"active"},"verified":{"type":"boolean","title":"Verified","default":true}}}""",
            await SchemaAsync(client, "person"));
        Assert.Equal("Jane 30 95.5 Pending True", await AnswerAsync(client, "person", """{"name":"Jane","status":"pending"}"""));
    }

    [Fact]
    public async Task Choices_have_titles_where_the_enum_has_them()
    {
        await using var client = await ConnectAsync();
        const string Titles = """[{"const":"Value1","title":"First value"},{"const":"Value2","title":"Second value"},{"const":"ThirdValue","title":"Third value"}]""";
        Assert.Equal(
            OneLine($$$"""
            {"type":"object","description":"The choices of SEP-1330.","properties":{
            "untitledSingle":{"type":"string","title":"Untitled single","enum":["active","inactive","pending"]},
            "titledSingle":{"type":"string","title":"Titled single","oneOf":{{{Titles}}}},
            "legacyEnum":{"type":"string","enum":["opt1","opt2"],"enumNames":["One","Two"]},
            "untitledMulti":{"type":"array","title":"Untitled multi","items":{"type":"string","enum":["active","inactive","pending"]}},
            "titledMulti":{"type":"array","title":"Titled multi","items":{"anyOf":{{{Titles}}}}},
            "rights":{"type":"array","title":"Rights","items":{"type":"string","enum":["Read","Write"]},"default":["Read","Write"]}
            },"required":["untitledSingle","titledSingle","legacyEnum","untitledMulti","titledMulti"]}
            """),
            await SchemaAsync(client, "choices"));
        Assert.Equal(
            "Active Value1 opt1 Active,Pending Value1,ThirdValue Write",
            await AnswerAsync(client, "choices", """{"untitledSingle":"active","titledSingle":"Value1","legacyEnum":"opt1","untitledMulti":["active","pending"],"titledMulti":["Value1","ThirdValue"],"rights":["Write"]}"""));
    }

    [Fact]
    public async Task A_client_before_2025_11_25_gets_choices_as_it_knows_them()
    {
        await using var client = await ConnectAsync();
        await client.InitializeAsync("2025-06-18", """{"elicitation":{}}""");
        var request = await client.AskAsync(Messages.Legacy("tools/call", "\"name\":\"choices\""));
        Assert.Contains(
            OneLine("""
            "titledSingle":{"type":"string","title":"Titled single","enum":["Value1","Value2","ThirdValue"],"enumNames":["First value","Second value","Third value"]},
            "legacyEnum":{"type":"string","enum":["opt1","opt2"],"enumNames":["One","Two"]},
            "untitledMulti":{"type":"string","description":"A JSON array of: active, inactive, pending","title":"Untitled multi"},
            """),
            request,
            StringComparison.Ordinal);
        Assert.Contains(
            """
            "rights":{"type":"string","description":"A JSON array of: Read, Write","title":"Rights","default":"[\"Read\",\"Write\"]"}
            """,
            request,
            StringComparison.Ordinal);
        var reply = await client.AskAsync(
            """{"jsonrpc":"2.0","id":1,"result":{"action":"accept","content":{"untitledSingle":"active","titledSingle":"Value1","legacyEnum":"opt1","untitledMulti":"[\"active\"]","titledMulti":"[]"}}}""");
        Assert.Contains("Active Value1 opt1 Active  Read, Write", reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bool", """{"value":{"type":"boolean","title":"Value"}},"required":["value"]""", """{"value":true}""", "True")]
    [InlineData("text", """{"value":{"type":"string","title":"Value"}},"required":["value"]""", """{"value":"x","more":[1]}""", "x")]
    [InlineData("number", """{"value":{"type":"number","title":"Value"}}""", "{}", "none")]
    [InlineData("number", """{"value":{"type":"number","title":"Value"}}""", """{"value":"1.5"}""", "1.5")]
    [InlineData("enum", """{"value":{"type":"string","title":"Value","enum":["active","inactive","pending"]}},"required":["value"]""", """{"value":"PENDING"}""", "Pending")]
    [InlineData("list", """{"value":{"type":"array","title":"Value","items":{"type":"string","enum":["active","inactive","pending"]}}},"required":["value"]""", """{"value":["pending","active"]}""", "Pending,Active")]
    public async Task A_type_that_is_one_value_is_a_form_of_one_field(string tool, string properties, string content, string expected)
    {
        await using var client = await ConnectAsync();
        Assert.Equal($$"""{"type":"object","properties":{{properties}}}""", await SchemaAsync(client, tool));
        Assert.Equal(expected, await AnswerAsync(client, tool, content));
    }

    [Theory]
    [InlineData("everyday", "{}", "userName: required. agreed: required. must: required.")]
    [InlineData("everyday", """{"userName":"x1","agreed":true,"must":"m","mail":"no","stars":0,"share":99.5,"size":"xl","extras":["z"],"day":"soon"}""", "userName: must match [a-z]+, was \\\"x1\\\". mail: must be an e-mail address, was \\\"no\\\". stars: must be greater than 0 and at most 10, was 0. share: must be at least 0.5 and less than 99.5, was 99.5. size: must be one of s, m, l, was \\\"xl\\\". extras: each must be one of a, b, c. day: must be a date such as \\\"2026-01-31\\\", was \\\"soon\\\".")]
    [InlineData("bool", """{"value":"maybe"}""", "value: must be true or false, was \\\"maybe\\\".")]
    [InlineData("bool", "{}", "value: required.")]
    public async Task A_wrong_answer_is_told_whole_and_asked_for_again(string tool, string content, string problems)
    {
        await using var client = await ConnectAsync(maxRounds: 1);
        await client.InitializeAsync("2025-11-25", Able);
        await client.AskAsync(Messages.Legacy("tools/call", $"\"name\":\"{tool}\""));
        var reply = await client.AskAsync("""{"jsonrpc":"2.0","id":1,"result":{"action":"accept","content":""" + content + "}}");
        Assert.Contains("wrongly 1 times. " + problems + "\"", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_need_not_answer()
    {
        await using var client = await ConnectAsync();
        Assert.Contains("\"text\":\"Decline\"", await client.AskAsync(Call("person", "\"inputResponses\":{\"k\":{\"action\":\"decline\"}},")), StringComparison.Ordinal);
    }

    private static Task<RawClient> ConnectAsync(int maxRounds = 10) => RawClient.ConnectAsync(app =>
    {
        app.Options.MaxRounds = maxRounds;
        app.Tool("everyday", async (McpContext mcp, CancellationToken ct) => Say(await mcp.ElicitAsync<Everyday>("?", ct, "k"), value => $"{value.UserName} {value.Stars} {value.Size} {string.Join(",", value.Extras)}"));
        app.Tool("person", async (McpContext mcp) => Say(await mcp.ElicitAsync<Person>("?", key: "k"), value => FormattableString.Invariant($"{value.Name} {value.Age} {value.Score} {value.Status} {value.Verified}")));
        app.Tool("choices", async (McpContext? mcp) => Say(
            await mcp!.ElicitAsync<Choices>("?", key: "k"),
            value => $"{value.UntitledSingle} {value.TitledSingle} {value.LegacyEnum} {string.Join(",", value.UntitledMulti)} {string.Join(",", value.TitledMulti)} {value.Rights}"));
        app.Tool("bool", async (McpContext mcp) => Say(await mcp.ElicitAsync<bool>("?", key: "k"), value => $"{value}"));
        app.Tool("text", async (McpContext mcp) => Say(await mcp.ElicitAsync<string>("?", key: "k"), value => value));
        app.Tool("number", async (McpContext mcp) => Say(await mcp.ElicitAsync<double?>("?", key: "k"), value => value is null ? "none" : FormattableString.Invariant($"{value}")));
        app.Tool("enum", async (McpContext mcp) => Say(await mcp.ElicitAsync<Status>("?", key: "k"), value => $"{value}"));
        app.Tool("list", async (McpContext mcp) => Say(await mcp.ElicitAsync<List<Status>>("?", key: "k"), value => string.Join(",", value)));
    });

    private static string OneLine(string text) => text.ReplaceLineEndings("");

    private static string Say<T>(Elicited<T> elicited, Func<T, string> say) => elicited.Action == ElicitAction.Accept ? say(elicited.Value!) : $"{elicited.Action}";

    private static async Task<string> SchemaAsync(RawClient client, string tool)
    {
        const string Start = "\"requestedSchema\":";
        var reply = await client.AskAsync(Call(tool));
        var start = reply.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return reply[start..reply.IndexOf("}}},\"requestState\"", StringComparison.Ordinal)];
    }

    private static async Task<string> AnswerAsync(RawClient client, string tool, string content)
    {
        const string Start = "\"text\":\"";
        var reply = await client.AskAsync(Call(tool, $$$"""
            "inputResponses":{"k":{"action":"accept","content":{{{content}}}}},
            """));
        var start = reply.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return reply[start..reply.IndexOf('"', start)];
    }

    private static string Call(string tool, string more = "") => $$$"""
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{tool}}}",{{{more}}}"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{{{Able}}} } } }
        """;
}
