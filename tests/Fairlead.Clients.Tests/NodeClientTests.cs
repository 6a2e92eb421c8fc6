using System.Text.Json;

namespace Fairlead.Clients.Tests;

/// <summary>Clients in TypeScript: the official one, and the inspector's command line.</summary>
public class NodeClientTests
{
    private static readonly string Inspector = NodeProgram.PathOf("@modelcontextprotocol", "inspector", "clients", "launcher", "build", "index.js");

    [Theory]
    [InlineData("legacy", "stdio")]
    [InlineData("legacy", "http")]
    [InlineData("2026-07-28", "stdio")]
    [InlineData("2026-07-28", "http")]
    public async Task The_official_client_lists_and_greets(string mode, string transport)
    {
        await using var http = transport == "http" ? await HttpSample.StartAsync("Greeter") : null;
        string[] target = http is null ? Sample.CommandOf("Greeter") : [http.Url.ToString()];
        var (exitCode, output, error) = await ChildProcess.RunAsync([NodeProgram.Node, Path.Combine(NodeProgram.Clients, "call.mjs"), mode, transport, .. target]);
        Assert.True(exitCode == 0, error);
        using var json = JsonDocument.Parse(output);
        Assert.Equal("greet", json.RootElement.GetProperty("tools")[0].GetProperty("name").GetString());
        Assert.Equal("Hello, Wörld!", json.RootElement.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("legacy", "stdio")]
    [InlineData("legacy", "http")]
    [InlineData("modern", "stdio")]
    [InlineData("modern", "http")]
    public async Task The_inspector_lists_and_greets(string era, string transport)
    {
        await using var http = transport == "http" ? await HttpSample.StartAsync("Greeter") : null;
        string[] target = http is null ? Sample.CommandOf("Greeter") : ["--transport", "http", "--server-url", http.Url.ToString()];
        using var listed = await InspectAsync(era, "tools/list", [], target);
        Assert.Equal("greet", listed.RootElement.GetProperty("tools")[0].GetProperty("name").GetString());
        using var called = await InspectAsync(era, "tools/call", ["--tool-name", "greet", "--tool-arg", "name=World"], target);
        Assert.Equal("Hello, World!", called.RootElement.GetProperty("content")[0].GetProperty("text").GetString());
    }

    // The tool is refused to clients of 2026-07-28 that know no tasks. The inspector tells a tool's error by its exit code.
    [Theory]
    [InlineData("stdio")]
    [InlineData("http")]
    public async Task The_inspector_follows_a_task_to_its_end(string transport)
    {
        await using var http = transport == "http" ? await HttpSample.StartAsync("Everything") : null;
        string[] target = http is null ? Sample.CommandOf("Everything") : ["--transport", "http", "--server-url", http.Url.ToString()];
        using var failed = await InspectAsync("modern", "tools/call", ["--tool-name", "failing_job"], target, exitCode: 5);
        Assert.Equal("The job has failed, as it always does.", failed.RootElement.GetProperty("content")[0].GetProperty("text").GetString());
    }

    private static async Task<JsonDocument> InspectAsync(string era, string method, string[] options, string[] target, int exitCode = 0)
    {
        var (ended, output, error) = await ChildProcess.RunAsync(
            [NodeProgram.Node, Inspector, "--cli", .. target, "--protocol-era", era, "--format", "json", "--quiet", "--method", method, .. options]);
        Assert.True(ended == exitCode, error + output);
        var json = JsonDocument.Parse(output);
        return json.RootElement.TryGetProperty("result", out var result) ? JsonDocument.Parse(result.GetRawText()) : json;
    }
}
