namespace Fairlead.Clients.Tests;

/// <summary>What a person types to try a server.</summary>
public class CurlTests
{
    [Fact]
    public async Task A_modern_call() => Assert.Contains(
        "\"text\":\"Hello, World!\"",
        await PostAsync(
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"greet","arguments":{"name":"World"},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""",
            "MCP-Protocol-Version: 2026-07-28", "Mcp-Method: tools/call", "Mcp-Name: greet"),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_legacy_call_to_a_stateless_server() => Assert.Equal(
        """{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"Hello, World!"}]}}""",
        await PostAsync(
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"greet","arguments":{"name":"World"}}}""",
            "MCP-Protocol-Version: 2025-11-25"));

    private static async Task<string> PostAsync(string body, params string[] headers)
    {
        await using var http = await HttpSample.StartAsync("Greeter", "--stateless");
        var (exitCode, output, error) = await ChildProcess.RunAsync(
        [
            "curl", "-sS", http.Url.ToString(), "-H", "Content-Type: application/json", "-H", "Accept: application/json, text/event-stream",
            .. headers.SelectMany(header => (string[])["-H", header]), "-d", body,
        ]);
        Assert.True(exitCode == 0, error);
        return output;
    }
}
