using Fairlead.Core.Tests;
using Fairlead.Generators.Tests.Behaviour.Contexts;

namespace Fairlead.Generators.Tests.Behaviour;

/// <summary>Types that a JSON context of the project names.</summary>
public class ContextTests
{
    private const string Bought = """{"customer_name":"Ann","order_lines":[{"article_code":"nut","piece_count":3,"waits_at_most":"01:30:00"}],"urgency":5,"callback":null}""";

    [Fact]
    public async Task The_schema_says_what_the_context_reads_and_writes()
    {
        await using var client = await ConnectAsync();
        Assert.Equal(
            """{"type":"object","properties":{"purchase":{"$ref":"#/$defs/Purchase"},"name":{"type":["string","null"],"default":null}},"required":["purchase"],"additionalProperties":false,"$defs":{"Purchase":{"type":"object","description":"What somebody buys.","properties":{"customer_name":{"type":"string","description":"Who buys."},"order_lines":{"type":"array","description":"What is bought.","minItems":1,"items":{"$ref":"#/$defs/PurchaseLine"}},"urgency":{"type":"integer","description":"How soon.","enum":[0,5],"default":0},"callback":{"type":["string","null"],"description":"Where to tell.","default":null}},"required":["customer_name","order_lines"],"additionalProperties":false},"PurchaseLine":{"type":"object","properties":{"article_code":{"type":"string"},"piece_count":{"type":"integer","minimum":1,"maximum":99},"waits_at_most":{"type":["string","null"],"pattern":"^-?([0-9]+\\.)?[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,7})?$"}},"required":["article_code"],"additionalProperties":false}}}""",
            await client.DefinitionAsync("buy"));
        Assert.Equal(
            """{"type":"object","description":"What somebody buys.","properties":{"customer_name":{"type":"string","description":"Who buys."},"order_lines":{"type":"array","description":"What is bought.","items":{"$ref":"#/$defs/PurchaseLine"}},"urgency":{"type":"integer","description":"How soon.","enum":[0,5]},"callback":{"type":["string","null"],"description":"Where to tell."}},"required":["customer_name","order_lines","urgency","callback"],"$defs":{"PurchaseLine":{"type":"object","properties":{"article_code":{"type":"string"},"piece_count":{"type":"integer"},"waits_at_most":{"type":["string","null"],"pattern":"^-?([0-9]+\\.)?[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,7})?$"}},"required":["article_code","piece_count","waits_at_most"]}}}""",
            await client.DefinitionAsync("buy", "outputSchema"));
    }

    [Fact]
    public async Task Names_and_values_are_those_of_the_context()
    {
        await using var client = await ConnectAsync();
        Assert.EndsWith($"\"structuredContent\":{Bought}}}", await client.CallAsync("buy", $$"""{"purchase":{{Bought}}}"""), StringComparison.Ordinal);

        // A text that holds the object, as models often send it; and more arguments after it.
        Assert.EndsWith(
            "\"structuredContent\":{\"customer_name\":\"Bob\",\"order_lines\":[{\"article_code\":\"a\",\"piece_count\":1,\"waits_at_most\":null}],\"urgency\":0,\"callback\":null}}",
            await client.CallAsync("buy", """{"purchase":"{\"customer_name\":\"Ann\",\"order_lines\":[{\"article_code\":\"a\"}]}","name":"Bob"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Default_options_keep_names_as_written_and_enums_as_numbers()
    {
        await using var client = await ConnectAsync();
        Assert.Equal(
            """{"type":"object","properties":{"readings":{"type":"array","items":{"$ref":"#/$defs/Reading"}}},"required":["readings"],"additionalProperties":false,"$defs":{"Reading":{"type":"object","properties":{"Value":{"type":"number"},"Level":{"type":["integer","null"],"enum":[0,5,null]}}}}}""",
            await client.DefinitionAsync("measure"));
        Assert.EndsWith(
            """
            "structuredContent":[{"Value":1.5,"Level":5},{"Value":2,"Level":null}]}
            """.Trim(),
            await client.CallAsync("measure", """{"readings":[{"Value":1.5,"Level":5},{"Value":2}]}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Web_defaults_and_named_enums()
    {
        await using var client = await ConnectAsync();
        Assert.Equal(
            """{"type":"object","properties":{"urgency":{"type":"string","enum":["Normal","High"]},"note":{"type":["string","null"]}},"required":["urgency"]}""",
            await client.DefinitionAsync("set", "outputSchema"));
        Assert.EndsWith("\"structuredContent\":{\"urgency\":\"High\"}}", await client.CallAsync("set", """{"setting":{"urgency":"High"}}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_generated_code_refuses_a_context_may_read()
    {
        await using var client = await ConnectAsync();
        Assert.Equal(
            """{"type":"object","properties":{"bag":{"$ref":"#/$defs/Bag"}},"required":["bag"],"additionalProperties":false,"$defs":{"Bag":{"type":"object","properties":{"ById":{"type":"object","additionalProperties":{"$ref":"#/$defs/Reading"}},"Weight":{"type":"integer"}}},"Reading":{"type":"object","properties":{"Value":{"type":"number"},"Level":{"type":["integer","null"],"enum":[0,5,null]}}}}}""",
            await client.DefinitionAsync("pack"));
        Assert.EndsWith(
            "\"structuredContent\":{\"ById\":{\"7\":{\"Value\":1,\"Level\":null}},\"Weight\":2,\"Colour\":\"red\"}}",
            await client.CallAsync("pack", """{"bag":{"ById":{"7":{"Value":1}},"Weight":2,"Colour":"red"}}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kinds_of_a_type_are_told_apart()
    {
        await using var client = await ConnectAsync();
        Assert.Equal(
            """{"type":"object","properties":{"payment":{"$ref":"#/$defs/Payment"}},"required":["payment"],"additionalProperties":false,"$defs":{"Payment":{"type":"object","anyOf":[{"type":"object","properties":{"$type":{"const":"card"},"card_number":{"type":"string","pattern":"^(?:[0-9]+)$"}},"required":["$type","card_number"],"additionalProperties":false},{"type":"object","properties":{"$type":{"const":"cash"},"amount_paid":{"type":"number"}},"required":["$type"],"additionalProperties":false}]}}}""",
            await client.DefinitionAsync("pay"));
        Assert.EndsWith(
            "\"structuredContent\":{\"$type\":\"card\",\"card_number\":\"12\"}}",
            await client.CallAsync("pay", """{"payment":{"$type":"card","card_number":"12"}}"""), StringComparison.Ordinal);
        Assert.Equal("payment: must be an object that begins with $type, one of card, cash.", await client.TextAsync("pay", """{"payment":{"card_number":"12"}}"""));
        Assert.Equal("payment.card_number: must match [0-9]+.", await client.TextAsync("pay", """{"payment":{"$type":"card","card_number":"x"}}"""));
        Assert.Equal("payment: must be an object that begins with $type, one of card, cash.", await client.TextAsync("pay", """{"payment":{"$type":"gold"}}"""));
    }

    [Theory]
    [InlineData("""{"purchase":{"customer_name":"A","order_lines":[{"article_code":"a","piece_count":"many"}]},"x":1}""", "purchase.order_lines[0].piece_count: must be an integer in the range of its type. x: unknown argument; known are: purchase, name.")]
    [InlineData("""{"purchase":{"customer_name":"A","order_lines":[{"piece_count":1}]}}""", "purchase.order_lines[0]: must be an object with article_code, and no other members than article_code, piece_count, waits_at_most.")]
    [InlineData("""{"purchase":{"customer_name":"A","order_line":[]}}""", "purchase.order_line: unknown argument, did you mean order_lines?")]
    [InlineData("""{"purchase":{"order_lines":[]}}""", "purchase.customer_name: required. purchase.order_lines: must have at least 1 item, had 0.")]
    [InlineData("""{"purchase":{"customer_name":"A","order_lines":[{"article_code":"a"},null,{"article_code":"b","piece_count":100}]}}""", "purchase.order_lines[2].piece_count: must be between 1 and 99.")]
    [InlineData("""{"purchase":{"customer_name":7,"order_lines":[]}}""", "purchase.customer_name: must be a string.")]
    [InlineData("""{"purchase":null}""", "purchase: must be an object, was null.")]
    [InlineData("""{"purchase":"{\"customer_name\":true}","x":1}""", "purchase.customer_name: must be a string. x: unknown argument; known are: purchase, name.")]
    [InlineData("""{"purchase":"{\"customer_name\":\"A\",\"order_lines\":[]}"}""", "purchase.order_lines: must have at least 1 item, had 0.")]
    [InlineData("""{"purchase":"{\"order_lines\":[{\"article_code\":\"a\",\"piece_count\":0}],\"customer_name\":\"A\"}"}""", "purchase.order_lines[0].piece_count: must be between 1 and 99.")]
    [InlineData("""{"purchase":[1]}""", "purchase: must be an object, was an array.")]
    public async Task Problems_have_their_paths(string arguments, string expected)
    {
        await using var client = await ConnectAsync();
        Assert.Equal(expected, await client.TextAsync("buy", arguments));
    }

    [Theory]
    [InlineData("CustomerName"), InlineData("HTTPCallback"), InlineData("URL"), InlineData("A1B2Cc"), InlineData("already_there"), InlineData("X"), InlineData("_Under9Xy"), InlineData("IOStreamÄÖz")]
    public void Names_follow_the_policies_of_the_serializer(string name)
    {
        System.Text.Json.JsonNamingPolicy[] policies =
        [
            System.Text.Json.JsonNamingPolicy.CamelCase, System.Text.Json.JsonNamingPolicy.SnakeCaseLower, System.Text.Json.JsonNamingPolicy.SnakeCaseUpper,
            System.Text.Json.JsonNamingPolicy.KebabCaseLower, System.Text.Json.JsonNamingPolicy.KebabCaseUpper,
        ];
        for (var i = 0; i < policies.Length; i++) Assert.Equal(policies[i].ConvertName(name), Generators.Reading.WireName.OfProperty(name, i + 1));
    }

    private static Task<RawClient> ConnectAsync() => RawClient.ConnectAsync(app =>
    {
        app.Tool("buy", (Purchase purchase, string? name = null) => name is null ? purchase : purchase with { CustomerName = name });
        app.Tool("measure", (List<Contexts.Reading> readings) => readings);
        app.Tool("set", (Setting setting) => setting);
        app.Tool("pack", (Bag bag) => bag);
        app.Tool("pay", (Payment payment) => payment);
    });
}
