using System.Text;

namespace Fairlead.Clients.Tests.Conformance;

/// <summary>What the official suite requires of servers, over stdio: all but what the gateway between them breaks.</summary>
public sealed class StdioConformanceTests(StdioConformanceRun stdio) : IClassFixture<StdioConformanceRun>
{
    // Host and Origin end at the gateway, which lets all of them in; a server on stdio never sees them.
    private const string Doorkeeper = "dns-rebinding-protection";

    // The streams are the gateway's. It keeps no events, so that it neither primes them nor says when to come back.
    private const string Polling = "server-sse-polling";

    public static TheoryData<string> Required =>
    [
        .. Scenarios.Of20251125.Where(row => row.Data != Doorkeeper),

        // Not required, and passed all the same.
        "json-schema-2020-12",
        "server-session-lifecycle",
    ];

    [Theory]
    [MemberData(nameof(Required))]
    public void Revision_2025_11_25(string scenario) => stdio.Run.ShouldPass(scenario);

    // Over Fairlead's own HTTP both pass (ConformanceTests).
    [Theory]
    [InlineData(Doorkeeper, "FAILURE localhost-host-rebinding-rejected")]
    [InlineData(Polling, "WARNING server-sse-priming-event", "WARNING server-sse-retry-field")]
    public void What_the_gateway_breaks(string scenario, params string[] flaws) => Assert.Equal(flaws, stdio.Run.FlawsOf(scenario));

    [Fact]
    public async Task Its_messages_are_answered_over_bare_stdio()
    {
        await using var server = ChildProcess.Start(Sample.CommandOf("Everything"));
        await server.Input.WriteAsync(
            Encoding.UTF8.GetBytes("""
                {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"tests","version":"1"}}}
                {"jsonrpc":"2.0","method":"notifications/initialized"}
                {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"test_reconnection","arguments":{}}}

                """),
            TestContext.Current.CancellationToken);
        var (exitCode, output) = await server.EndAsync();
        Assert.Equal(0, exitCode);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("""{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-11-25",""", lines[0], StringComparison.Ordinal);
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"Reconnection test completed successfully"}]}}""", lines[1]);
    }
}
