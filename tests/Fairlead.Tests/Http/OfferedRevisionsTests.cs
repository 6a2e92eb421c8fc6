using Fairlead.Protocol;

namespace Fairlead.Tests.Http;

/// <summary>Servers that offer fewer revisions than Fairlead knows.</summary>
public sealed class OfferedRevisionsTests
{
    [Fact]
    public async Task A_modern_server_tells_legacy_clients_what_it_speaks()
    {
        await using var server = await StartAsync(ProtocolRevision.V20260728);
        var opening = await server.AskAsync(Post.Legacy("initialize", "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}", version: null));
        Assert.Equal((400, -32020), (opening.Status, opening.Code));
        Assert.Contains("2026-07-28", opening.Message, StringComparison.Ordinal);
        var legacy = await server.AskAsync(Post.Legacy("tools/list"));
        Assert.Equal((400, -32022), (legacy.Status, legacy.Code));
        Assert.Equal(200, (await server.AskAsync(Post.Modern("tools/list"))).Status);
    }

    [Fact]
    public async Task A_legacy_server_refuses_modern_requests_and_what_it_cannot_assume()
    {
        await using var server = await StartAsync(ProtocolRevision.V20251125);
        var modern = await server.AskAsync(Post.Modern("tools/list"));
        Assert.Equal((400, -32022), (modern.Status, modern.Code));
        var silent = await server.AskAsync(Post.Legacy("tools/list", version: null));
        Assert.Equal((400, -32022), (silent.Status, silent.Code));
        Assert.Equal(200, (await server.AskAsync(Post.Legacy("tools/list"))).Status);
        Assert.Equal(200, (await server.AskAsync(Post.Legacy("initialize", "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}", version: null))).Status);
    }

    private static Task<TestApp> StartAsync(ProtocolRevision revision) => TestApp.StartAsync(app =>
    {
        app.Hosting.Stateless = true;
        app.Options.Revisions = [revision];
        app.Components.Add(HandMade.Greet());
    });
}
