using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Clients.Tests;

/// <summary>The official clients in TypeScript, 1.x and 2.x, in the eras and over the transports that they know, with everything that they can do.</summary>
public class NodeEverythingTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    // The sdk's last revision is 2025-11-25.
    [Theory]
    [InlineData("sdk", "legacy", "stdio")]
    [InlineData("sdk", "legacy", "http")]
    [InlineData("sdk", "legacy", "sse")]
    [InlineData("client", "legacy", "stdio")]
    [InlineData("client", "legacy", "http")]
    [InlineData("client", "legacy", "sse")]
    [InlineData("client", "2026-07-28", "stdio")]
    [InlineData("client", "2026-07-28", "http")]
    public async Task They_do_everything_and_leave_no_call_behind(string client, string era, string transport)
    {
        await using var http = transport == "stdio" ? null : await HttpSample.StartAsync("Everything", "--transport", transport);
        string[] target = http is null ? Sample.CommandOf("Everything") : [http.Url.ToString()];
        await using var node = ChildProcess.Start([NodeProgram.Node, Path.Combine(NodeProgram.Clients, "everything.mjs"), client, era, transport, .. target]);
        var seen = await node.Output.ReadLineAsync(TestContext.Current.CancellationToken);
        if (seen is not null && http is not null) await StopAsync(http);
        var (exitCode, _) = await node.EndAsync();
        Assert.True(exitCode == 0 && seen is not null, node.Error);
        Assert.Equal(Readable(Expected(client, era, transport)), Readable(seen));
    }

    private static string Expected(string client, string era, string transport) => $$"""
        {
          "revision": "{{(era == "legacy" ? "2025-11-25" : era)}}",
          "server": "everything",
          "instructions": true,
          "lists": { "tools": true, "resources": true, "templates": true, "prompts": true },
          "text": "This is a simple text response for testing.",
          "mixed": ["text", "image", "resource"],
          "failed": "error: This tool intentionally returns an error for testing",
          "unknownTool": -32602,
          "header": "Answered in Zürich.",
          "resource": "This is the content of the static text resource.",
          "binary": "PNG",
          "template": "42",
          "unknownResource": {{(client == "sdk" ? -32002 : -32602 /* The client's own error for both codes. */)}},
          "prompt": "Prompt with arguments: arg1='a', arg2='b'",
          "completion": ["paris", "park", "party"],
          "accepted": "Hello, Ada!",
          "rounds": "Ada likes blue.",
          "together": "answer to Generate a greeting, Ada! You share 1 directories.",
          "askedByPrompt": "Use this context: Ada",
          "declined": "Hello, whoever you are!",
          "sampled": "LLM response: answer to Say hello",
          "roots": "Roots: file:///home/ada",
          "progress": [["mine", 0], ["mine", 50], ["mine", 100]],
          "logs": ["info: Tool execution started", "info: Tool processing data", "info: Tool execution completed"],
          "meanwhile": "This is a simple text response for testing.",
          "slow": "cancelled",
          "afterwards": "This is a simple text response for testing.",
          "updated": "test://watched-resource",
          "changed": ["tools", "prompts"],
          "failures": []{{(transport == "stdio" ? ", \"exitCode\": 0" : "")}}
        }
        """;

    private static string Readable(string json) => JsonNode.Parse(json)!.ToJsonString(Indented);

    // A call in flight would hold the server up for 30 s; the cancelled one is over.
    private static async Task StopAsync(HttpSample http)
    {
        await ChildProcess.RunAsync("kill", "-TERM", $"{http.Child.Process.Id}");
        await http.Child.Process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(0, http.Child.Process.ExitCode);
    }
}
