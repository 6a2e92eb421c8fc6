using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Fairlead.Core.Tests;

namespace Fairlead.Generators.Tests.Behaviour;

public class ArgumentTests
{
    private const string None = "{}";

    [Fact]
    public async Task All_problems_are_told_at_once()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Tool("find", (string path, [Range(1, 1000)] int max_rows) => path));
        Assert.Equal(
            """{"content":[{"type":"text","text":"max_rows: must be between 1 and 1000, was 5000. path: required."}],"isError":true}""",
            await client.CallAsync("find", """{"max_rows":5000}"""));
        Assert.Equal("path: required. max_rows: required.", await client.TextAsync("find"));
        Assert.Equal("pth: unknown argument, did you mean path? path: required.", await client.TextAsync("find", """{"max_rows":1,"pth":"x"}"""));
        Assert.Equal("zzz: unknown argument; known are: path, max_rows.", await client.TextAsync("find", """{"max_rows":1,"path":"x","zzz":[1,{"a":2}]}"""));
    }

    [Fact]
    public async Task An_unknown_argument_names_the_nearest()
    {
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Tool("greet", (string name) => name);
            app.Tool("none", () => "ok");
        });
        Assert.Equal("naem: unknown argument, did you mean name? name: required.", await client.TextAsync("greet", """{"naem":"x"}"""));
        Assert.Equal("x: unknown argument; there are none.", await client.TextAsync("none", """{"x":1}"""));
        Assert.Equal("""{"type":"object","additionalProperties":false}""", await client.DefinitionAsync("none"));
    }

    [Theory]
    [InlineData("""{"i":"42"}""", "42 0 False", true)]
    [InlineData("""{"i":42.0}""", "42 0 False", false)]
    [InlineData("""{"i":4.2e1}""", "42 0 False", false)]
    [InlineData("""{"d":"4.2"}""", "0 4.2 False", true)]
    [InlineData("""{"b":"true"}""", "0 0 True", true)]
    [InlineData("""{"b":1}""", "0 0 True", true)]
    [InlineData("""{"b":"False"}""", "0 0 False", true)]
    [InlineData("""{"i":null,"d":null,"b":null}""", "0 0 False", false)]
    public async Task Leniency_is_towards_the_declared_type_only(string arguments, string expected, bool onlyLenient)
    {
        static void Configure(McpServerBuilder app) => app.Tool("t", (int i = 0, double d = 0, bool b = false) => FormattableString.Invariant($"{i} {d} {b}"));
        await using var lenient = await RawClient.ConnectAsync(Configure);
        Assert.Equal(expected, await lenient.TextAsync("t", arguments));
        await using var strict = await RawClient.ConnectAsync(app =>
        {
            app.Options.StrictArguments = true;
            Configure(app);
        });
        Assert.Equal(!onlyLenient, await strict.TextAsync("t", arguments) == expected);
    }

    [Theory]
    [InlineData("""{"i":"abc"}""", "i: must be an integer, was \"abc\".")]
    [InlineData("""{"i":1.5}""", "i: must be an integer, was 1.5.")]
    [InlineData("""{"i":3000000000}""", "i: must be between -2147483648 and 2147483647, was 3000000000.")]
    [InlineData("""{"i":1e400}""", "i: must be between -2147483648 and 2147483647, was 1e400.")]
    [InlineData("""{"i":{"a":1}}""", "i: must be an integer, was an object.")]
    [InlineData("""{"s":42}""", "s: must be a string, was a number.")]
    [InlineData("""{"s":true}""", "s: must be a string, was a Boolean.")]
    [InlineData("""{"s":["x"]}""", "s: must be a string, was an array.")]
    [InlineData("""{"l":"x"}""", "l: must be an array, was \"x\".")]
    [InlineData("""{"l":[1,"x",{}]}""", "l[1]: must be an integer, was \"x\". l[2]: must be an integer, was an object.")]
    [InlineData("""{"g":"nope"}""", "g: must be a UUID, was \"nope\".")]
    [InlineData("""{"u":"/etc/passwd"}""", "u: must be an absolute URI, was \"/etc/passwd\".")]
    [InlineData("""{"t":"yesterday"}""", "t: must be a date and time such as \"2026-01-31T09:30:00Z\", was \"yesterday\".")]
    [InlineData("""{"c":"grean"}""", "c: must be one of Red, dark_green, was \"grean\".")]
    [InlineData("""{"p":"123"}""", "p: must match [a-z]+, was \"123\".")]
    [InlineData("""{"p":"abcdefghijk"}""", "p: must have 2 to 10 characters, had 11.")]
    public async Task A_wrong_value_is_described(string arguments, string expected)
    {
        await using var client = await RawClient.ConnectAsync(app => app.Tool("t", (
            int i = 0, string s = "", int[]? l = null, Guid? g = null, Uri? u = null, DateTimeOffset? t = null, Color c = Color.Red,
            [RegularExpression("[a-z]+"), StringLength(10, MinimumLength = 2)] string? p = null) => "ok"));
        Assert.Equal(expected, await client.TextAsync("t", arguments));
        Assert.Equal("ok", await client.TextAsync("t"));
    }

    [Fact]
    public async Task A_secret_is_never_repeated()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Tool("login", ([Sensitive] int pin, string user) => user));
        Assert.Equal("pin: must be an integer.", (await client.TextAsync("login", """{"pin":"hunter2","user":"x"}""")));
        Assert.Equal("pin: must be an integer, was a number.", (await client.TextAsync("login", """{"pin":12.34,"user":"x"}""")));
    }

    [Fact]
    public async Task Every_scalar_is_described_and_read()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Tool("all", (
            byte b, long l, ulong ul, float f, decimal m, char c, Guid g, Uri u, DateTime dt, DateTimeOffset dto, DateOnly d, TimeOnly t, TimeSpan ts, byte[] bytes, JsonElement any) =>
            FormattableString.Invariant($"{b} {l} {ul} {f} {m} {c} {g} {u} {dt:O} {dto:O} {d:O} {t:O} {ts} {bytes.Length} {any}")));
        Assert.Equal(
            """{"type":"object","properties":{"b":{"type":"integer","minimum":0,"maximum":255},"l":{"type":"integer"},"ul":{"type":"integer","minimum":0},"f":{"type":"number"},"m":{"type":"number"},"c":{"type":"string","minLength":1,"maxLength":1},"g":{"type":"string","format":"uuid"},"u":{"type":"string","format":"uri"},"dt":{"type":"string","format":"date-time"},"dto":{"type":"string","format":"date-time"},"d":{"type":"string","format":"date"},"t":{"type":"string","pattern":"^[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,7})?)?$"},"ts":{"type":"string","format":"duration"},"bytes":{"type":"string","contentEncoding":"base64"},"any":{}},"required":["b","l","ul","f","m","c","g","u","dt","dto","d","t","ts","bytes","any"],"additionalProperties":false}""",
            await client.DefinitionAsync("all"));
        Assert.Equal(
            "255 -9223372036854775808 18446744073709551615 1.5 0.1 x 00000000-0000-0000-0000-000000000001 https://a.example/b 2026-01-31T09:30:00.0000000 2026-01-31T09:30:00.0000000+00:00 2026-01-31 09:30:00.0000000 01:30:00 3 {\"a\":[1]}",
            await client.TextAsync("all", """
                {"b":255,"l":-9223372036854775808,"ul":18446744073709551615,"f":1.5,"m":0.1,"c":"x","g":"00000000-0000-0000-0000-000000000001","u":"https://a.example/b","dt":"2026-01-31T09:30:00","dto":"2026-01-31T09:30:00","d":"2026-01-31","t":"09:30","ts":"PT1H30M","bytes":"AAEC","any":{"a":[1]}}
                """.Trim()));
        Assert.Equal(
            "b: must be between 0 and 255, was 256.",
            (await client.TextAsync("all", """{"b":256}""")).Split(" l:")[0]);
    }

    [Fact]
    public async Task Optional_means_nullable_or_with_a_default()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Tool("t", (string? a, int? b = null, Color? c = null, Access f = Access.Read | Access.Write, int n = 7) => $"{a ?? "-"} {b?.ToString() ?? "-"} {c?.ToString() ?? "-"} {f} {n}"));
        Assert.Equal(
            """{"type":"object","properties":{"a":{"type":["string","null"]},"b":{"type":["integer","null"],"default":null},"c":{"type":["string","null"],"enum":["Red","dark_green",null],"default":null},"f":{"type":"array","default":["Read","Write"],"items":{"type":"string","enum":["None","Read","Write"]}},"n":{"type":"integer","default":7}},"additionalProperties":false}""",
            await client.DefinitionAsync("t"));
        Assert.Equal("- - - Read, Write 7", await client.TextAsync("t", None));
        Assert.Equal("x 1 Green Write 7", await client.TextAsync("t", """{"a":"x","b":1,"c":"DARK_green","f":["write"],"n":null}"""));
    }

    [Fact]
    public async Task Rules_are_published()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Tool("t", (
            [Range(0.5, 9.5, MinimumIsExclusive = true), Description("How much."), McpArgument(Title = "Amount")] double a,
            [AllowedValues("x", "y")] string b,
            [DeniedValues(13)] int c,
            [MinLength(1), MaxLength(3)] List<string> d,
            [EmailAddress] string e,
            [Url] string f,
            [Required] string g) => "ok"));
        Assert.Equal(
            """{"type":"object","properties":{"a":{"type":"number","description":"How much.","title":"Amount","exclusiveMinimum":0.5,"maximum":9.5},"b":{"type":"string","enum":["x","y"]},"c":{"type":"integer","not":{"enum":[13]}},"d":{"type":"array","minItems":1,"maxItems":3,"items":{"type":"string"}},"e":{"type":"string","format":"email"},"f":{"type":"string","format":"uri"},"g":{"type":"string","minLength":1}},"required":["a","b","c","d","e","f","g"],"additionalProperties":false}""",
            await client.DefinitionAsync("t"));
        Assert.Equal(
            "a: must be greater than 0.5 and at most 9.5, was 0.5. b: must be one of x, y, was \"z\". c: must not be 13, was 13. d: must have 1 to 3 items, had 0. e: must be an e-mail address, was \"me\". f: must be a URL that begins with http://, https:// or ftp://, was \"a\". g: must have at least 1 character, had 0.",
            await client.TextAsync("t", """{"a":0.5,"b":"z","c":13,"d":[],"e":"me","f":"a","g":""}"""));
    }

    [Fact]
    public async Task Prompts_and_uris_bring_texts_that_are_parsed_even_where_arguments_are_strict()
    {
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Options.StrictArguments = true;
            app.Prompt("p", (int n, bool b = false) => $"{n} {b}");
            app.Resource("a://x/{n}{?tags*}", (int n, string[]? tags = null) => $"{n} {string.Join('+', tags ?? [])}");
        });
        Assert.Contains("\"text\":\"3 True\"", await client.AskAsync(Messages.Modern("prompts/get", "\"name\":\"p\",\"arguments\":{\"n\":\"3\",\"b\":\"true\"}")), StringComparison.Ordinal);
        Assert.Contains(
            """{"code":-32602,"message":"n: must be an integer, was \"x\"."}""",
            await client.AskAsync(Messages.Modern("prompts/get", "\"name\":\"p\",\"arguments\":{\"n\":\"x\"}")), StringComparison.Ordinal);
        Assert.Contains("\"text\":\"5 a+b\"", await client.AskAsync(Messages.Modern("resources/read", "\"uri\":\"a://x/5?tags=a&tags=b\"")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_problems_twenty_are_listed()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Tool("sum", (int[] numbers) => numbers.Sum()));
        var text = await client.TextAsync("sum", $$"""{"numbers":[{{string.Join(',', Enumerable.Repeat("\"x\"", 100))}}]}""");
        Assert.Contains("numbers[19]: must be an integer", text, StringComparison.Ordinal);
        Assert.EndsWith(" And 80 more.", text, StringComparison.Ordinal);
    }
}
