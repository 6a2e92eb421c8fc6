using Fairlead.Core.Tests;
using Fairlead.Generators.Tests.Behaviour.Orders;

namespace Fairlead.Generators.Tests.Behaviour;

public class ObjectTests
{
    [Fact]
    public async Task Nested_types_are_described_through_definitions()
    {
        await using var client = await ConnectAsync();
        Assert.Equal(
            """{"type":"object","properties":{"order":{"$ref":"#/$defs/Order"}},"required":["order"],"additionalProperties":false,"$defs":{"Order":{"type":"object","description":"What a customer wants.","properties":{"customer":{"type":"string","description":"Who orders."},"lines":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/Line"}},"address":{"anyOf":[{"$ref":"#/$defs/Address"},{"type":"null"}]},"labels":{"type":"object","description":"Labels.","additionalProperties":{"type":"integer"}},"note":{"type":"string"}},"required":["customer","lines"],"additionalProperties":false},"Line":{"type":"object","properties":{"article":{"type":"string","description":"The article."},"qty":{"type":"integer","description":"How many.","minimum":1,"maximum":99,"default":1}},"required":["article"],"additionalProperties":false},"Address":{"type":"object","properties":{"street":{"type":"string"},"zip":{"type":"string"}},"required":["street","zip"],"additionalProperties":false}}}""",
            await client.DefinitionAsync("order"));
        Assert.Equal(
            """{"type":"object","description":"What a customer wants.","properties":{"customer":{"type":"string","description":"Who orders."},"lines":{"type":"array","items":{"$ref":"#/$defs/Line"}},"address":{"anyOf":[{"$ref":"#/$defs/Address"},{"type":"null"}]},"labels":{"type":"object","description":"Labels.","additionalProperties":{"type":"integer"}},"note":{"type":"string"},"total":{"type":"integer"}},"required":["customer","lines","address","labels","note","total"],"$defs":{"Line":{"type":"object","properties":{"article":{"type":"string","description":"The article."},"qty":{"type":"integer","description":"How many."}},"required":["article","qty"]},"Address":{"type":"object","properties":{"street":{"type":"string"},"zip":{"type":"string"}},"required":["street","zip"]}}}""",
            await client.DefinitionAsync("order", "outputSchema"));
    }

    [Fact]
    public async Task Objects_are_read_and_written()
    {
        await using var client = await ConnectAsync();
        const string Written = """{"customer":"Ann","lines":[{"article":"nut","qty":3},{"article":"bolt","qty":1}],"address":{"street":"A","zip":"1"},"labels":{"initial":1},"note":"none","total":4}""";
        Assert.EndsWith(
            $"\"structuredContent\":{Written}}}",
            await client.CallAsync("order", """{"order":{"customer":"Ann","lines":[{"article":"nut","qty":3},{"article":"bolt"}],"address":{"street":"A","zip":"1"}}}"""), StringComparison.Ordinal);

        // What models often send: the object, or a part of it, as a text that holds JSON.
        Assert.EndsWith(
            $"\"structuredContent\":{Written}}}",
            await client.CallAsync("order", """{"order":"{\"customer\":\"Ann\",\"lines\":[{\"article\":\"nut\",\"qty\":3},{\"article\":\"bolt\"}],\"address\":{\"street\":\"A\",\"zip\":\"1\"}}"}"""), StringComparison.Ordinal);
        Assert.EndsWith(
            $"\"structuredContent\":{Written}}}",
            await client.CallAsync("order", """{"order":{"lines":"[{\"article\":\"nut\",\"qty\":3},{\"article\":\"bolt\"}]","address":{"street":"A","zip":"1"},"customer":"Ann"}}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_for_an_optional_member_leaves_it_as_the_class_made_it()
    {
        await using var client = await ConnectAsync();
        Assert.EndsWith(
            """
            "address":null,"labels":{"initial":1},"note":"none","total":1}}
            """.Trim(),
            await client.CallAsync("order", """{"order":{"customer":"Ann","lines":[{"article":"nut","qty":null}],"address":null,"labels":null,"note":null}}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problems_within_objects_have_their_paths()
    {
        await using var client = await ConnectAsync();
        Assert.Equal(
            "order.lines[0].qty: must be between 1 and 99, was 0. order.lines[1].article: must be a string, was a number. order.lines[1].quantity: unknown argument; known are: article, qty. order.address.zip: required. order.labels.x: must be an integer, was \"y\". order.customer: required.",
            await client.TextAsync("order", """{"order":{"lines":[{"article":"nut","qty":0},{"article":7,"quantity":1}],"address":{"street":"A"},"labels":{"x":"y"}}}"""));
        Assert.Equal(
            "order.customer: given twice. order.lines: must have at least 1 item, had 0.",
            await client.TextAsync("order", """{"order":"{\"customer\":\"a\",\"customer\":\"b\",\"lines\":[]}"}"""));
        Assert.Equal("order: must be an object, was \"{oops\".", await client.TextAsync("order", """{"order":"{oops"}"""));
        Assert.Equal("order: must be an object, was null.", await client.TextAsync("order", """{"order":null}"""));
    }

    [Fact]
    public async Task Recursive_types_refer_to_themselves()
    {
        await using var client = await ConnectAsync();
        Assert.Equal(
            """{"type":"object","description":"A tree.","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/$defs/Node"}},"next":{"anyOf":[{"$ref":"#/$defs/Node"},{"type":"null"}]}},"required":["name","children","next"],"$defs":{"Node":{"type":"object","description":"A tree.","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/$defs/Node"}},"next":{"anyOf":[{"$ref":"#/$defs/Node"},{"type":"null"}]}},"required":["name","children","next"]}}}""",
            await client.DefinitionAsync("tree", "outputSchema"));
        Assert.EndsWith(
            "\"structuredContent\":{\"name\":\"a\",\"children\":[{\"name\":\"b\",\"children\":[],\"next\":null}],\"next\":null}}",
            await client.CallAsync("tree", """{"node":{"name":"a","children":[{"name":"b","children":[]}]}}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Polymorphic_types_are_told_apart_wherever_the_discriminator_stands()
    {
        await using var client = await ConnectAsync();
        Assert.Equal(
            """{"type":"object","properties":{"shapes":{"type":"array","items":{"$ref":"#/$defs/Shape"}}},"required":["shapes"],"additionalProperties":false,"$defs":{"Shape":{"type":"object","anyOf":[{"type":"object","properties":{"kind":{"const":"circle"},"name":{"type":"string"},"radius":{"type":"number"}},"required":["kind","name","radius"],"additionalProperties":false},{"type":"object","properties":{"kind":{"const":"square"},"name":{"type":"string"},"side":{"type":"number"}},"required":["kind","name","side"],"additionalProperties":false}]}}}""",
            await client.DefinitionAsync("shapes"));
        Assert.EndsWith(
            "\"structuredContent\":[{\"kind\":\"square\",\"name\":\"s\",\"side\":2},{\"kind\":\"circle\",\"name\":\"c\",\"radius\":1.5}]}",
            await client.CallAsync("shapes", """{"shapes":[{"kind":"circle","name":"c","radius":1.5},{"name":"s","side":2,"kind":"square"}]}"""), StringComparison.Ordinal);
        Assert.Equal(
            "shapes[0].kind: must be one of circle, square. shapes[1].side: unknown argument; known are: name, radius. shapes[1].radius: required.",
            await client.TextAsync("shapes", """{"shapes":[{"kind":"line","name":"c"},{"kind":"circle","name":"x","side":1}]}"""));
    }

    [Fact]
    public async Task A_concrete_type_may_be_one_of_its_own_kinds()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Tool("pets", (Pet[] pets) => pets));
        const string Pets = """[{"$type":"pet","name":"a"},{"$type":"dog","name":"b","tricks":2}]""";
        Assert.EndsWith($"\"structuredContent\":{Pets}}}", await client.CallAsync("pets", $$"""{"pets":{{Pets}}}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_converter_of_the_author_reads_and_writes()
    {
        await using var client = await ConnectAsync();
        Assert.EndsWith("\"structuredContent\":\"25.00 EUR\"}", await client.CallAsync("double", """{"money":"12.50 EUR"}"""), StringComparison.Ordinal);
        Assert.Equal("money: must be a valid Money, was \"lots\".", await client.TextAsync("double", """{"money":"lots"}"""));
        Assert.Equal("money: must be a valid Money, was 3.", await client.TextAsync("double", """{"money":3}"""));
    }

    private static Task<RawClient> ConnectAsync() => RawClient.ConnectAsync(app =>
    {
        app.Tool("order", (Order order) => order);
        app.Tool("tree", (Node node) => node);
        app.Tool("shapes", (List<Shape> shapes) => shapes.AsEnumerable().Reverse());
        app.Tool("double", (Money money) => money with { Amount = money.Amount * 2 });
    });
}
