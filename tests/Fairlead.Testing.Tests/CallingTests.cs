using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelContextProtocol.Protocol;

namespace Fairlead.Testing.Tests;

public class CallingTests
{
    public static TheoryData<string, Over> Everywhere => ShopApp.Everywhere;

    [Fact]
    public async Task The_smallest_test()
    {
        var app = McpApp.Create("greeter");
        app.Tool("greet", (string name) => $"Hello, {name}!", "Greet someone by name.");

        await using var client = await McpTest.ConnectAsync(app);
        var result = await client.CallToolAsync("greet", new { name = "World" });
        result.ShouldBeText("Hello, World!");
        client.Tool("greet").ShouldRequire("name").ShouldDescribe("Greet");
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task The_same_test_runs_everywhere(string revision, Over over)
    {
        await using var client = await ShopApp.ConnectAsync(revision, over);
        (await client.CallToolAsync("find_order", new { id = 7 })).ShouldSucceed().ShouldContainText("Ada");
        (await client.CallToolAsync("find_order", new { id = 404 })).ShouldBeError("There is no order 404.");
        (await client.CallToolAsync("find_order", new { id = 0 })).ShouldBeError("id: must be between 1 and 1000");
        (await client.CallToolAsync("none")).ShouldBeRefused(-32602, "Unknown tool: none");
        (await client.ReadResourceAsync("orders://5")).ShouldBeText("order 5", "text/plain");
        (await client.ReadResourceAsync("shop://logo")).ShouldBeBytes([1, 2, 3], "image/png");
        (await client.GetPromptAsync("remind", new { customer = "Ada", days = 3 })).ShouldBeText("Remind Ada after 3 days.", Role.User);
        (await client.CompleteAsync("remind", "customer", "G")).ShouldOffer("Grace");
        (await client.CompleteAsync("orders://{id}", "id", "1")).ShouldOffer("1", "12");
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task Arguments_that_headers_mirror_are_mirrored(string revision, Over over)
    {
        await using var client = await ShopApp.ConnectAsync(revision, over);
        (await client.CallToolAsync("route", new { region = "Übersee" })).ShouldBeText("to Übersee");
    }

    [Fact]
    public async Task Arguments_are_anything_that_is_a_JSON_object()
    {
        await using var client = await ShopApp.ConnectAsync("2026-07-28", Over.Memory);
        (await client.CallToolAsync("find_order", """{"id":1}""")).ShouldSucceed();
        (await client.CallToolAsync("find_order", new JsonObject { ["id"] = 2 })).ShouldSucceed();
        (await client.CallToolAsync("find_order", new Dictionary<string, object?> { ["id"] = 3 })).ShouldSucceed();
        (await client.CallToolAsync("find_order")).ShouldBeError("id: required.");
        await Assert.ThrowsAsync<ArgumentException>(() => client.CallToolAsync("find_order", "[1]"));
        await Assert.ThrowsAsync<ArgumentException>(() => client.CallToolAsync("find_order", new[] { 1 }));
    }

    [Fact]
    public async Task Structured_results_are_compared_and_read()
    {
        await using var client = await ShopApp.ConnectAsync("2026-07-28", Over.Memory);
        var found = await client.CallToolAsync("find_order", new { id = 7 });
        found.ShouldHaveStructured(new { id = 7, customer = "Ada", state = "Open" });
        found.ShouldHaveStructured("""{"state":"Open","customer":"Ada","id":7}""");
        Assert.Equal(new Shop.Order(7, "Ada", Shop.OrderState.Open), found.StructuredAs<Shop.Order>());
    }

    [Theory]
    [InlineData(Over.Memory)]
    [InlineData(Over.Http)]
    public async Task Definitions_are_read(Over over)
    {
        await using var client = await ShopApp.ConnectAsync("2026-07-28", over, options => options.As("ada", ["orders:write"]));
        client.Tool("cancel_order").ShouldRequire("id").ShouldAllow("why").ShouldNotExpose("mcp", "cancellation_token", "cancellationToken");
        client.Tool("find_order").ShouldBeReadOnly();
        Assert.NotNull(client.Tool("find_order").OutputSchema);
        client.Prompt("remind").ShouldRequire("customer").ShouldDescribe("Remind a customer.");
        Assert.Equal(["customer", "days"], client.Prompt("remind").Parameters);
        client.Resource("shop://logo").ShouldHaveMimeType("image/png");
        Assert.True(client.Resource("orders://{id}").IsTemplate);
    }

    [Theory]
    [InlineData(Over.Memory)]
    [InlineData(Over.Stdio)]
    [InlineData(Over.Http)]
    public async Task Lifespans_and_hosted_services_run_and_stop(Over over)
    {
        var events = new List<string>();
        var app = McpApp.Create("test");
        app.Lifespan((_, _) => Task.FromResult(new Pool(events)));
        app.Services.AddHostedService(services => new Worker(services.GetRequiredService<Pool>(), events));
        app.Tool("count", (Pool pool) => pool.Count, "Count.");
        await using (var client = await McpTest.ConnectAsync(app, over))
        {
            (await client.CallToolAsync("count")).ShouldSucceed().ShouldContainText("42");
            Assert.Equal(["opened", "started"], events);
        }

        Assert.Equal(["opened", "started", "stopped", "disposed"], events);
        await Assert.ThrowsAsync<InvalidOperationException>(() => McpTest.ConnectAsync(app, over));
    }

    [Theory]
    [InlineData(Over.Memory)]
    [InlineData(Over.Http)]
    public async Task What_keeps_an_application_from_starting_is_thrown(Over over)
    {
        var app = McpApp.Create("test");
        app.Lifespan<Pool>((_, _) => throw new InvalidOperationException("No database."));
        Assert.Equal("No database.", (await Assert.ThrowsAsync<InvalidOperationException>(() => McpTest.ConnectAsync(app, over))).Message);

        var wrong = McpApp.Create("test", ["--port", "many"]);
        Assert.Contains("port", (await Assert.ThrowsAsync<InvalidOperationException>(() => McpTest.ConnectAsync(wrong, over))).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, Environment.ExitCode);
    }

    [Fact]
    public async Task A_revision_that_is_not_served_is_told()
    {
        var app = ShopApp.Create(app => app.Options.Revisions = [Fairlead.Protocol.ProtocolRevision.V20251125]);
        var thrown = await Assert.ThrowsAsync<McpTestException>(() => McpTest.ConnectAsync(app, options => options.Revision = Fairlead.Protocol.ProtocolRevision.V20250618));
        Assert.Contains("The test speaks 2025-06-18, and the server wants 2025-11-25.", thrown.Message, StringComparison.Ordinal);
    }

    internal sealed class Pool(List<string> events) : IDisposable
    {
        public int Count { get; } = Open(events);

        public void Dispose() => events.Add("disposed");

        private static int Open(List<string> events)
        {
            events.Add("opened");
            return 42;
        }
    }

    private sealed class Worker(Pool pool, List<string> events) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            Assert.Equal(42, pool.Count);
            events.Add("started");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            events.Add("stopped");
            return Task.CompletedTask;
        }
    }
}
