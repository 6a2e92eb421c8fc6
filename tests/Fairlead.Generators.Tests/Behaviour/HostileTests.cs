using System.Text;
using Fairlead.Core.Tests;
using Fairlead.Generators.Tests.Behaviour.Orders;

namespace Fairlead.Generators.Tests.Behaviour;

/// <summary>Arguments that nobody would send in good faith.</summary>
public class HostileTests
{
    [Fact]
    public async Task Whatever_is_sent_is_bound_or_refused_but_never_fails()
    {
        await using var client = await ConnectAsync();
        var random = new Random(20260728);
        for (var i = 0; i < 2000; i++)
        {
            var arguments = Arguments(random);
            var reply = await client.AskAsync(Messages.Call(random.Next(2) == 0 ? "order" : "many", arguments));
            Assert.DoesNotContain("The server's log has the details", reply, StringComparison.Ordinal);
            Assert.DoesNotContain("-32603", reply, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_text_that_holds_json_is_bounded_in_depth_and_strict_as_a_message_is()
    {
        await using var client = await ConnectAsync();
        var deep = new StringBuilder();
        for (var i = 0; i < 200; i++) deep.Append("{\\\"next\\\":");
        Assert.Equal("node: must be an object.", await client.TextAsync("node", $$"""{"node":"{{deep}}null{{new string('}', 200)}}"}"""));
        Assert.Equal("""node: must be an object, was "{"a":1,}".""", await client.TextAsync("node", """{"node":"{\"a\":1,}"}"""));
        Assert.Equal("node.name: given twice.", await client.TextAsync("node", """{"node":"{\"name\":\"a\",\"name\":\"b\",\"children\":[]}"}"""));
        Assert.StartsWith("node: must be an object", await client.TextAsync("node", """{"node":"{\"name\":\"\\ud800\",\"children\":[]}"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pattern_takes_no_longer_for_a_text_made_to_hurt()
    {
        await using var client = await ConnectAsync();
        Assert.Equal("text: must match (a+)+b.", await client.TextAsync("pattern", $$"""{"text":"{{new string('a', 9000)}}"}"""));
        Assert.StartsWith("text: must have at most 10000 characters", await client.TextAsync("pattern", $$"""{"text":"{{new string('a', 20000)}}"}"""), StringComparison.Ordinal);
    }

    private static string Arguments(Random random)
    {
        string[] names = ["order", "customer", "lines", "article", "qty", "address", "street", "zip", "labels", "i", "d", "g", "u", "t", "c", "f", "x"];
        var json = new StringBuilder("{");
        var count = random.Next(4);
        for (var i = 0; i < count; i++)
        {
            if (i > 0) json.Append(',');
            json.Append('"').Append(names[random.Next(names.Length)]).Append(i == 0 ? "" : new string('_', i)).Append("\":");
            Value(json, random, 0);
        }

        return json.Append('}').ToString();

        void Value(StringBuilder text, Random dice, int depth)
        {
            string[] scalars = ["0", "-1", "1e5", "1e999", "0.1", "\"\"", "\"42\"", "\"true\"", "null", "true", "\"\\u0000\"", "\"{\\\"lines\\\":[1]}\"", "\"[]\"", "\"{\"", "99999999999999999999", "\"Red\"", "\"2026-01-01\"", "\"\\ud83d\\ude00\""];
            switch (depth > 3 ? 0 : dice.Next(4))
            {
                case 1:
                    text.Append('[');
                    for (var i = dice.Next(3); i > 0; i--)
                    {
                        Value(text, dice, depth + 1);
                        if (i > 1) text.Append(',');
                    }

                    text.Append(']');
                    break;
                case 2:
                    text.Append('{');
                    for (var i = dice.Next(4); i > 0; i--)
                    {
                        text.Append('"').Append(names[(i * 3 + depth) % names.Length]).Append("\":");
                        Value(text, dice, depth + 1);
                        if (i > 1) text.Append(',');
                    }

                    text.Append('}');
                    break;
                default:
                    text.Append(scalars[dice.Next(scalars.Length)]);
                    break;
            }
        }
    }

    private static Task<RawClient> ConnectAsync() => RawClient.ConnectAsync(app =>
    {
        app.Tool("order", (Order order) => order.Total);
        app.Tool("node", (Node node) => node.Name);
        app.Tool("many", (int i = 0, double d = 0, Guid? g = null, Uri? u = null, DateTimeOffset? t = null, Color c = Color.Red, Access f = Access.None, Dictionary<string, List<decimal?>>? labels = null, Shape[]? x = null) => "ok");
        app.Tool("pattern", ([System.ComponentModel.DataAnnotations.RegularExpression("(a+)+b")] string text) => text);
    });
}
