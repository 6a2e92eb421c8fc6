using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Fairlead.Clients.Tests;

/// <summary>The official C# client, pinned to each revision, over each transport.</summary>
public class McpClientTests
{
    public static MatrixTheoryData<string, string> Matrix => new(
        ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"], ["stdio", "http"]);

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Greeter_lists_and_greets(string revision, string transport)
    {
        await using var http = transport == "http" ? await HttpSample.StartAsync("Greeter") : null;
        await using var client = await ConnectAsync("Greeter", revision, http);
        Assert.Equal(revision, client.NegotiatedProtocolVersion);
        Assert.Equal("greeter", client.ServerInfo?.Name);

        var tool = Assert.Single(await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal("greet", tool.Name);
        Assert.Equal("Greet someone by name.", tool.Description);
        Assert.Equal(
            """{"type":"object","properties":{"name":{"type":"string"}},"required":["name"],"additionalProperties":false}""",
            tool.JsonSchema.GetRawText());
        Assert.Equal("Hello, Wörld!", await TextAsync(client, "greet", new() { ["name"] = "Wörld" }));

        var refused = await client.CallToolAsync("greet", new Dictionary<string, object?> { ["naem"] = "x" }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(refused.IsError);
        var text = Assert.IsType<TextContentBlock>(Assert.Single(refused.Content)).Text;
        Assert.Contains("name: required.", text, StringComparison.Ordinal);
        Assert.Contains("naem: unknown argument, did you mean name?", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task System_monitor_tells_facts(string revision, string transport)
    {
        await using var http = transport == "http" ? await HttpSample.StartAsync("SystemMonitor") : null;
        await using var client = await ConnectAsync("SystemMonitor", revision, http);
        var cancellationToken = TestContext.Current.CancellationToken;

        var tools = await client.ListToolsAsync(cancellationToken: cancellationToken);
        Assert.Equal(["disk_usage", "process_list", "service_status", "system_load"], tools.Select(tool => tool.Name).Order());
        using var usage = JsonDocument.Parse(await TextAsync(client, "disk_usage", new() { ["path"] = "/" }));
        Assert.InRange(usage.RootElement.GetProperty("totalBytes").GetInt64(), 1, long.MaxValue);
        using var load = JsonDocument.Parse(await TextAsync(client, "system_load", []));
        Assert.InRange(load.RootElement.GetProperty("oneMinute").GetDouble(), 0, 100_000);
        using var processes = JsonDocument.Parse(await TextAsync(client, "process_list", new() { ["sort"] = "cpu", ["top"] = 3 }));
        Assert.InRange(processes.RootElement.GetArrayLength(), 1, 3);

        var service = await client.CallToolAsync("service_status", new Dictionary<string, object?> { ["service_name"] = "ssh" }, cancellationToken: cancellationToken);
        if (service.IsError == true) Assert.Contains("systemd", Assert.IsType<TextContentBlock>(service.Content[0]).Text, StringComparison.Ordinal);
        var injected = await client.CallToolAsync("service_status", new Dictionary<string, object?> { ["service_name"] = "--version" }, cancellationToken: cancellationToken);
        Assert.True(injected.IsError);
        var range = await client.CallToolAsync("process_list", new Dictionary<string, object?> { ["sort"] = "size", ["top"] = 0 }, cancellationToken: cancellationToken);
        var problems = Assert.IsType<TextContentBlock>(Assert.Single(range.Content)).Text;
        Assert.Contains("sort: must be", problems, StringComparison.Ordinal);
        Assert.Contains("top: must be between 1 and 100, was 0.", problems, StringComparison.Ordinal);

        var resource = Assert.Single(await client.ListResourcesAsync(cancellationToken: cancellationToken));
        Assert.Equal("docs://system-overview", resource.Uri);
        var overview = await client.ReadResourceAsync(resource.Uri, cancellationToken: cancellationToken);
        Assert.StartsWith("# ", Assert.IsType<TextResourceContents>(Assert.Single(overview.Contents)).Text, StringComparison.Ordinal);
        Assert.Equal("proc://{pid}/status", Assert.Single(await client.ListResourceTemplatesAsync(cancellationToken: cancellationToken)).UriTemplate);
        var own = await client.ReadResourceAsync($"proc://{Environment.ProcessId}/status", cancellationToken: cancellationToken);
        Assert.Equal("text/plain", Assert.Single(own.Contents).MimeType);
        await Assert.ThrowsAnyAsync<ModelContextProtocol.McpException>(async () => await client.ReadResourceAsync("proc://999999999/status", cancellationToken: cancellationToken));

        var prompt = Assert.Single(await client.ListPromptsAsync(cancellationToken: cancellationToken));
        Assert.True(Assert.Single(prompt.ProtocolPrompt.Arguments!).Required);
        var diagnosis = await client.GetPromptAsync("diagnose", new Dictionary<string, object?> { ["symptom"] = "it is slow" }, cancellationToken: cancellationToken);
        Assert.Contains("it is slow", Assert.IsType<TextContentBlock>(Assert.Single(diagnosis.Messages).Content).Text, StringComparison.Ordinal);
    }

    private static Task<McpClient> ConnectAsync(string sample, string revision, HttpSample? http)
    {
        var command = Sample.CommandOf(sample);
        IClientTransport transport = http is null
            ? new StdioClientTransport(new StdioClientTransportOptions { Command = command[0], Arguments = command[1..] })
            : new HttpClientTransport(new HttpClientTransportOptions { Endpoint = http.Url, TransportMode = HttpTransportMode.StreamableHttp });
        return McpClient.CreateAsync(transport, new McpClientOptions { ProtocolVersion = revision }, cancellationToken: TestContext.Current.CancellationToken);
    }

    private static async Task<string> TextAsync(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        var result = await client.CallToolAsync(tool, arguments, cancellationToken: TestContext.Current.CancellationToken);
        var text = Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
        Assert.False(result.IsError == true, text);
        return text;
    }
}
