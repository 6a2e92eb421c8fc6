using System.Text.Json.Nodes;
using Fairlead.Protocol;
using Fairlead.Testbed.Processes;

namespace Fairlead.Testing.Tests;

/// <summary>A server as it is published: a program over its standard streams.</summary>
public class ProgramTests
{
    public static TheoryData<string> Revisions => [.. ProtocolRevision.All.Select(static revision => revision.Version)];

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_program_is_tested_as_an_application_is(string revision)
    {
        await using var client = await McpTest.StartAsync(Sample.CommandOf("Greeter"), options => options.Revision = ProtocolRevision.Find(revision)!, TestContext.Current.CancellationToken);
        client.Tool("greet").ShouldRequire("name");
        (await client.CallToolAsync("greet", new JsonObject { ["name"] = "Ada" })).ShouldBeText("Hello, Ada!");
        await client.ShouldRefuseAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var another = await client.ConnectAsync(cancellationToken: TestContext.Current.CancellationToken);
        (await another.CallToolAsync("greet", new JsonObject { ["name"] = "Grace" })).ShouldBeText("Hello, Grace!");
    }

    [Fact]
    public async Task A_program_that_is_no_server_fails_the_test_with_what_it_said()
    {
        var failure = await Assert.ThrowsAsync<McpTestException>(() => McpTest.StartAsync(["sh", "-c", "echo no such option >&2; exit 3"], options => options.Revision = ProtocolRevision.Find("2025-11-25")!, TestContext.Current.CancellationToken));
        Assert.Contains("no such option", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => McpTest.StartAsync([], cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_only_an_application_has_is_explained()
    {
        await using var client = await McpTest.StartAsync(Sample.CommandOf("Greeter"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Throws<InvalidOperationException>(() => client.Metrics);
        Assert.Throws<InvalidOperationException>(() => client.Audit);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.ConnectAsync(options => options.As("ada"), TestContext.Current.CancellationToken));
    }
}
