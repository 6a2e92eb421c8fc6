using System.Security.Claims;
using Fairlead.Components;
using Fairlead.Core.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace Fairlead.Generators.Tests.Behaviour;

/// <summary>Ways to hand a method over, and what it gets besides arguments.</summary>
public class CallTests
{
    [Fact]
    public async Task Lambdas_with_defaults_local_functions_and_method_groups_work()
    {
        /// <summary>Adds up.</summary>
        static int Sum(int a, int b = 2, params int[] rest) => a + b + rest.Sum();

        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Tool("defaults", (string a = "x", Color c = Color.Green, decimal d = 1.5m, CancellationToken ct = default) => FormattableString.Invariant($"{a}{c}{d}{ct.IsCancellationRequested}"));
            app.Tool("local", Sum);
            app.Tool("group", Static.Shout);
            app.Tool("instance", new Static2("!").Shout);
            app.Tool("typed", (Func<string, string>)(text => text + "?"));
            app.Tool("block", async (int n) =>
            {
                await Task.Yield();
                return n * 2;
            });
        });
        Assert.Equal("xGreen1.5False", await client.TextAsync("defaults"));
        Assert.Equal("10", await client.TextAsync("local", """{"a":1,"rest":[3,4]}"""));
        Assert.Equal("\"Adds up.\"", await client.DefinitionAsync("local", "description"));
        Assert.Equal("\"Makes it loud.\"", await client.DefinitionAsync("group", "description"));
        Assert.Equal("""{"type":"object","properties":{"text":{"type":"string","description":"What to say."}},"required":["text"],"additionalProperties":false}""", await client.DefinitionAsync("group"));
        Assert.Equal("A", await client.TextAsync("group", """{"text":"a"}"""));
        Assert.Equal("a!", await client.TextAsync("instance", """{"text":"a"}"""));
        Assert.Equal("a?", await client.TextAsync("typed", """{"text":"a"}"""));
        Assert.Equal("14", await client.TextAsync("block", """{"n":7}"""));
    }

    [Fact]
    public async Task What_the_server_gives_is_never_an_argument()
    {
        var counter = new Counter();
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Services.AddSingleton(counter).AddKeyedSingleton("k", new Greeting("keyed")).AddSingleton<IClock>(new Clock());
            app.Tool("t", (
                McpContext context, McpCall call, CancellationToken ct, ClaimsPrincipal caller, IServiceProvider services, ILogger log, ILogger<CallTests> typed,
                IProgress<double> progress, IProgress<ProgressNotificationValue> official, Counter count, IClock clock,
                [FromKeyedServices("k")] Greeting greeting, [FromServices] Counter same, string name) =>
            {
                progress.Report(1);
                official.Report(new() { Progress = 2 });
                log.LogInformation("hi");
                typed.LogInformation("hi");
                return $"{name} {greeting.Text} {count.Next()} {same.Next()} {clock.Now} {ReferenceEquals(context, call.Context)} {caller.Identity?.IsAuthenticated ?? false} {ReferenceEquals(services, call.Services)} {ct.CanBeCanceled}";
            });
        });
        Assert.Equal("""{"type":"object","properties":{"name":{"type":"string"}},"required":["name"],"additionalProperties":false}""", await client.DefinitionAsync("t"));
        Assert.StartsWith("Ann keyed 1 2 now True False True", await client.TextAsync("t", """{"name":"Ann"}"""), StringComparison.Ordinal);
        Assert.Equal("count: unknown argument; known are: name.", await client.TextAsync("t", """{"name":"Ann","count":{"value":99}}"""));
    }

    [Fact]
    public async Task A_class_is_constructed_for_the_call_and_disposed_after_it()
    {
        var log = new Counter();
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Services.AddSingleton(log);
            app.Add<Disposed>();
        });
        Assert.Equal("0", await client.TextAsync("run"));
        Assert.Equal("1", await client.TextAsync("run"));
        Assert.Equal(2, log.Value);
    }

    [Fact]
    public async Task The_official_sdk_s_attributes_are_accepted()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Add<OfficialTools>());
        Assert.Contains(
            """{"name":"get_http_status","title":"Status","description":"Gets a status.","inputSchema":{"type":"object","properties":{"url":{"type":"string","description":"The URL."}},"required":["url"],"additionalProperties":false},"annotations":{"readOnlyHint":true},"_meta":{"a":"b","n":1.5}}""",
            await client.AskAsync(Messages.Modern("tools/list")), StringComparison.Ordinal);
        Assert.Equal("200 u", await client.TextAsync("get_http_status", """{"url":"u"}"""));
        Assert.Contains("\"uriTemplate\":\"resource://mcp/page{?n}\"", await client.AskAsync(Messages.Modern("resources/templates/list")), StringComparison.Ordinal);
        Assert.Contains("\"text\":\"page 3\"", await client.AskAsync(Messages.Modern("resources/read", "\"uri\":\"resource://mcp/page?n=3\"")), StringComparison.Ordinal);
        Assert.Contains("\"role\":\"assistant\"", await client.AskAsync(Messages.Modern("prompts/get", "\"name\":\"chat\"")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marks_on_parameters_reach_the_component()
    {
        Tool? tool = null;
        await using var client = await RawClient.ConnectAsync(app =>
            tool = app.Tool("pay", ([Audited] decimal amount, [Fairlead.Sensitive, McpArgument("card_number")] string card, string note) => note));
        Assert.Equal(["amount"], tool!.Metadata.OfType<AuditedAttribute>().Single().Arguments);
        Assert.Equal(["card_number"], tool.Metadata.OfType<Fairlead.SensitiveAttribute>().Single().Arguments);
    }

    [Fact]
    public async Task Attributes_headers_icons_and_tags_reach_the_component()
    {
        Tool? tool = null;
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Add<Marked>();
            tool = (Tool)app.Components.Snapshot.Single();
        });
        Assert.Equal(["class", "method:3"], tool!.Metadata.Cast<MarkAttribute>().Select(mark => mark.ToString()));
        Assert.Equal(["a", "b"], tool.Tags);
        Assert.Equal("2.0", tool.Version);
        Assert.Equal(TimeSpan.FromMinutes(2), tool.Timeout);
        Assert.Equal("https://a.example/i.png", Assert.Single(tool.Icons).Source);
        Assert.Equal(
            ["Mcp-Param-Region region String", "Mcp-Param-Count options.count Integer"],
            tool.HeaderParameters.Select(header => $"{header.Header} {string.Join('.', header.Path)} {header.Type}"));
        Assert.Equal([typeof(Options)], tool.ArgumentTypes);
        Assert.Contains("\"x-mcp-header\":\"Region\"", await client.DefinitionAsync("run"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_of_an_assembly_can_be_added()
    {
        List<string> names = [];
        await using var client = await RawClient.ConnectAsync(app => names.AddRange(app.AddFromAssembly().Components.Snapshot.Select(component => component.Name)));
        Assert.Superset(new HashSet<string>(["disk_usage", "project_overview", "sql_expert", "get_http_status", "texts"]), new HashSet<string>(names));
    }

    [Fact]
    public void A_receiver_of_a_derived_type_and_a_uri_made_at_run_time_work()
    {
        var app = new DerivedBuilder(new ServiceCollection());
        var host = string.Concat("ex", "ample");
        var resource = app.Resource($"a://{host}", () => "x", name: "named");
        var template = app.Resource($"a://{host}/{{id}}", (string id) => id);
        Assert.IsType<Resource>(resource);
        Assert.Equal("named", resource.Name);
        Assert.Equal("example_id", Assert.IsType<ResourceTemplate>(template).Name);
        Assert.Equal("t", app.Tool("t", () => 1).Name);
    }

    private sealed class DerivedBuilder(IServiceCollection services) : McpServerBuilder("derived", services);

    internal static class Static
    {
        /// <summary>Makes it <b>loud</b>.</summary>
        /// <param name="text">What to say.</param>
        public static string Shout(string text) => text.ToUpperInvariant();
    }

    internal sealed class Static2(string end)
    {
        public string Shout(string text) => text + end;
    }

    public sealed class Counter
    {
        public int Value { get; set; }

        public int Next() => ++Value;
    }

    public interface IClock
    {
        string Now { get; }
    }

    public sealed class Clock : IClock
    {
        public string Now => "now";
    }

    public sealed record Greeting(string Text);

    public sealed class Disposed(Counter counter) : IDisposable
    {
        [McpTool] public string Run() => counter.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);

        public void Dispose() => counter.Next();
    }

    [ModelContextProtocol.Server.McpServerToolType]
    public static class OfficialStatic;

    [ModelContextProtocol.Server.McpServerToolType]
    public sealed class OfficialTools
    {
        [ModelContextProtocol.Server.McpServerTool(Title = "Status", ReadOnly = true), System.ComponentModel.Description("Gets a status.")]
        [ModelContextProtocol.Server.McpMeta("a", "b"), ModelContextProtocol.Server.McpMeta("n", 1.5)]
        public static async Task<string> GetHTTPStatusAsync([System.ComponentModel.Description("The URL.")] string url)
        {
            await Task.Yield();
            return "200 " + url;
        }

        [ModelContextProtocol.Server.McpServerResource]
        public string Page(int n = 1) => $"page {n}";

        [ModelContextProtocol.Server.McpServerPrompt]
        public IEnumerable<ModelContextProtocol.Protocol.PromptMessage> Chat() =>
            [new() { Role = ModelContextProtocol.Protocol.Role.Assistant, Content = new ModelContextProtocol.Protocol.TextContentBlock { Text = "hi" } }];
    }

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
    public sealed class MarkAttribute(string name) : Attribute
    {
        public int Level { get; set; }

        public override string ToString() => Level == 0 ? name : $"{name}:{Level}";
    }

    public sealed record Options([property: McpHeader("Count")] int Count);

    [Mark("class")]
    public sealed class Marked
    {
        [McpTool(Version = "2.0", Tags = ["a", "b"], Timeout = "2m"), Mark("method", Level = 3), McpIcon("https://a.example/i.png", Sizes = ["48x48"])]
        public string Run([McpHeader("Region")] string region, Options options) => region + options.Count;
    }
}
