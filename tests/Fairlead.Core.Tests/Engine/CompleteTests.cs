using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Core.Tests.Engine;

public class CompleteTests
{
    private const string City = """
        "ref":{"type":"ref/prompt","name":"forecast"},"argument":{"name":"city","value":"PA"}
        """;

    public static TheoryData<string, string> Refusals => new()
    {
        { "", "params.ref must be {\\\"type\\\":\\\"ref/prompt\\\",\\\"name\\\":…} or {\\\"type\\\":\\\"ref/resource\\\",\\\"uri\\\":…}." },
        { "\"ref\":{\"type\":\"ref/tool\",\"name\":\"x\"}", "params.ref must be" },
        { "\"ref\":[]", "params.ref must be" },
        { "\"ref\":{\"type\":\"ref/prompt\"}", "params.ref.name is missing; it must be a string." },
        { "\"ref\":{\"type\":\"ref/prompt\",\"name\":\"nope\"}", "Unknown prompt: nope" },
        { "\"ref\":{\"type\":\"ref/resource\",\"uri\":7}", "params.ref.uri must be a string of at most 8192 bytes: the URI template, or a URI that it matches." },
        { "\"ref\":{\"type\":\"ref/resource\",\"uri\":\"x://y\"}", "Unknown resource template: x://y\",\"data\":{\"uri\":\"x://y\"}" },
        { "\"ref\":{\"type\":\"ref/prompt\",\"name\":\"forecast\"}", "params.argument must be {\\\"name\\\":…,\\\"value\\\":…}, both strings." },
        { "\"ref\":{\"type\":\"ref/prompt\",\"name\":\"forecast\"},\"argument\":{\"name\":\"city\",\"value\":1}", "params.argument must be" },
        { "\"ref\":{\"type\":\"ref/prompt\",\"name\":\"forecast\"},\"argument\":{\"name\":\"town\",\"value\":\"\"}", "Prompt forecast has no argument town; there are city, day." },
        { City + ",\"context\":{\"arguments\":{\"day\":1}}", "params.context.arguments must be an object of at most 1000 strings." },
        { City + ",\"context\":{\"arguments\":[]}", "params.context.arguments must be" },
    };

    [Fact]
    public async Task Values_that_begin_with_the_text_come_before_those_that_hold_it()
    {
        await using var client = await ConnectAsync();
        Assert.Equal(
            """{"jsonrpc":"2.0","id":1,"result":{"completion":{"values":["Paris","Palermo","São Paulo"],"total":3,"hasMore":false},"resultType":"complete","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"test","version":"1.2.3"}}}}""",
            await client.AskAsync(Messages.Modern("completion/complete", City)));
    }

    [Theory]
    [InlineData("2024-11-05", false)]
    [InlineData("2025-03-26", true)]
    [InlineData("2025-06-18", true)]
    [InlineData("2025-11-25", true)]
    public async Task Every_revision_completes_and_says_so_where_it_can(string version, bool isDeclared)
    {
        await using var client = await ConnectAsync();
        Assert.Equal(isDeclared, (await client.InitializeAsync(version)).Contains("\"completions\":{}", StringComparison.Ordinal));
        Assert.Equal(
            """{"jsonrpc":"2.0","id":1,"result":{"completion":{"values":["Paris","Palermo","São Paulo"],"total":3,"hasMore":false}}}""",
            await client.AskAsync(Messages.Legacy("completion/complete", City)));
    }

    [Fact]
    public async Task Discovery_declares_completions_only_where_there_are_some()
    {
        await using var client = await ConnectAsync();
        Assert.Contains("\"capabilities\":{\"completions\":{},", await client.AskAsync(Messages.Modern("server/discover")), StringComparison.Ordinal);
        await using var none = await RawClient.ConnectAsync(app => app.Components.Add(Forecast([])));
        Assert.DoesNotContain("completions", await none.AskAsync(Messages.Modern("server/discover")), StringComparison.Ordinal);
        Assert.Contains("{\"values\":[],\"total\":0,\"hasMore\":false}", await none.AskAsync(Messages.Modern("completion/complete", City)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("users://{country}/{id}")]
    [InlineData("users://no/7")]
    public async Task A_template_is_named_by_its_text_or_by_a_uri_that_it_matches(string uri)
    {
        await using var client = await ConnectAsync();
        var reply = await client.AskAsync(Messages.Modern(
            "completion/complete", $$$"""
            "ref":{"type":"ref/resource","uri":"{{{uri}}}"},"argument":{"name":"id","value":"1"},"context":{"arguments":{"country":"no"}}
            """));
        Assert.Contains("{\"values\":[\"no-1-country\"],\"total\":1,\"hasMore\":false}", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_than_a_hundred_are_sent()
    {
        await using var client = await ConnectAsync();
        var known = await client.AskAsync(Messages.Modern("completion/complete", City.Replace("city", "day", StringComparison.Ordinal).Replace("PA", "day", StringComparison.Ordinal)));
        Assert.Contains("\"day 99\"],\"total\":250,\"hasMore\":true}", known, StringComparison.Ordinal);
        var unknown = await client.AskAsync(Messages.Modern("completion/complete", City.Replace("city", "day", StringComparison.Ordinal).Replace("PA", "lazy", StringComparison.Ordinal)));
        Assert.Contains("\"day 99\"],\"hasMore\":true}", unknown, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_cannot_be_completed_is_refused(string members, string expected)
    {
        await using var client = await ConnectAsync();
        var reply = await client.AskAsync(Messages.Modern("completion/complete", members));
        Assert.StartsWith("""{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":""" + "\"" + expected, reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_is_an_error_without_details()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(Forecast([new("city", (_, _) => throw new InvalidOperationException("secret"))])));
        var reply = await client.AskAsync(Messages.Modern("completion/complete", City));
        Assert.Contains("\"error\":{\"code\":-32603,\"message\":\"Prompt forecast failed.", reply, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_completion_has_the_time_that_its_component_has()
    {
        var started = new TaskCompletionSource();
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(Forecast([new("city", async (call, _) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, call.CancellationToken);
            return [];
        })])));
        await client.SendAsync(Messages.Modern("completion/complete", City));
        await started.Task;
        var reply = client.ReceiveAsync();
        await client.AdvanceUntilAsync(reply, TimeSpan.FromSeconds(1));
        Assert.Contains("Prompt forecast timed out after 5 s.", await reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Middleware_sees_which_component_is_completed()
    {
        var seen = new List<string>();
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Use(async (call, next) =>
            {
                seen.Add($"{call.Method} {call.Component}");
                await next(call);
            });
            app.Components.Add(Forecast([ArgumentCompletion.FromValues("city", "Paris")]));
        });
        await client.AskAsync(Messages.Modern("completion/complete", City));
        Assert.Equal(["completion/complete Prompt forecast"], seen);
    }

    private static Task<RawClient> ConnectAsync() => RawClient.ConnectAsync(app => app.Components.AddRange(
        Forecast(
        [
            ArgumentCompletion.FromValues("city", "Oslo", "São Paulo", "Paris", "Palermo"),
            new("day", (_, query) => new(query.Text == "lazy" ? Days().Where(static _ => true) : Days())),
        ]),
        new ResourceTemplate
        {
            Name = "user",
            Template = UriTemplate.Parse("users://{country}/{id}"),
            Completions = [new("id", (_, query) => new([$"{query.Chosen("country")}-{query.Text}-{query.Arguments.Keys.Single()}"]))],
            Invoke = _ => default,
        }));

    private static List<string> Days() => [.. Enumerable.Range(0, 250).Select(day => $"day {day}")];

    private static Prompt Forecast(IReadOnlyList<ArgumentCompletion> completions) => new()
    {
        Name = "forecast",
        Arguments = [new("city", true), new("day", false)],
        Completions = completions,
        Timeout = TimeSpan.FromSeconds(5),
        Invoke = _ => default,
    };
}
