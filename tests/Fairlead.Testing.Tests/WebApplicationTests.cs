using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairlead.Testing.Tests;

public class WebApplicationTests
{
    public static TheoryData<string> Revisions => [.. Fairlead.Protocol.ProtocolRevision.All.Select(revision => revision.Version)];

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_server_within_a_web_application_is_tested_through_its_test_server(string revision)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddMcp("shop", mcp => mcp.Tool("price", (string item) => $"{item}: 3", "Price."));
        await using var web = builder.Build();
        web.MapMcp("/shop", "shop");
        await web.StartAsync(TestContext.Current.CancellationToken);
        using var http = web.GetTestClient();
        await using var client = await McpTest.ConnectAsync(http, "/shop", options => options.Revision = Fairlead.Protocol.ProtocolRevision.Find(revision)!);
        (await client.CallToolAsync("price", new { item = "tea" })).ShouldBeText("tea: 3").ShouldHaveStatus(200);
        (await client.CallToolAsync("none")).ShouldBeRefused(-32602);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.ConnectAsync(options => options.As("alice")));
    }
}
