using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Fairlead.Clients.Tests;

/// <summary>The official C# client, pinned to each revision, over each transport, with everything that it can do.</summary>
public sealed class EverythingTests(EverythingServers servers) : IClassFixture<EverythingServers>
{
    public static TheoryData<string, string> Matrix
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var revision in new[] { "2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28" })
            {
                data.Add(revision, "stdio");
                data.Add(revision, "http");

                // The modern era has no such transport.
                if (revision != "2026-07-28") data.Add(revision, "sse");
            }

            return data;
        }
    }

    // This client has no words of its own for subscriptions/listen and for the level of logs in a request; its raw requests are
    // tested with the transports.
    public static TheoryData<string, string> Legacy => [.. Matrix.Where(row => row.Data.Item1 != "2026-07-28")];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Tools_resources_and_prompts(string revision, string transport)
    {
        await using var client = await ConnectAsync(revision, transport);
        Assert.Equal(revision, client.NegotiatedProtocolVersion);
        var tools = await client.ListToolsAsync(cancellationToken: Cancelled);
        Assert.Contains(tools, tool => tool.Name == "test_simple_text");
        Assert.Equal("This is a simple text response for testing.", await TextAsync(client, "test_simple_text"));
        var mixed = await client.CallToolAsync("test_multiple_content_types", cancellationToken: Cancelled);
        Assert.Equal(["text", "image", "resource"], mixed.Content.Select(block => block.Type));
        Assert.True((await client.CallToolAsync("test_error_handling", cancellationToken: Cancelled)).IsError);

        var text = await client.ReadResourceAsync("test://static-text", cancellationToken: Cancelled);
        Assert.Equal("This is the content of the static text resource.", Assert.IsType<TextResourceContents>(Assert.Single(text.Contents)).Text);
        var binary = await client.ReadResourceAsync("test://static-binary", cancellationToken: Cancelled);
        Assert.Equal("image/png", Assert.IsType<BlobResourceContents>(Assert.Single(binary.Contents)).MimeType);
        var data = await client.ReadResourceAsync("test://template/42/data", cancellationToken: Cancelled);
        using var json = JsonDocument.Parse(Assert.IsType<TextResourceContents>(Assert.Single(data.Contents)).Text);
        Assert.Equal("42", json.RootElement.GetProperty("id").GetString());
        await Assert.ThrowsAnyAsync<McpException>(async () => await client.ReadResourceAsync("test://none", cancellationToken: Cancelled));

        Assert.Contains(await client.ListPromptsAsync(cancellationToken: Cancelled), prompt => prompt.Name == "test_simple_prompt");
        var arguments = new Dictionary<string, object?> { ["arg1"] = "a", ["arg2"] = "b" };
        var prompt = await client.GetPromptAsync("test_prompt_with_arguments", arguments, cancellationToken: Cancelled);
        Assert.Contains("arg1='a', arg2='b'", Assert.IsType<TextContentBlock>(Assert.Single(prompt.Messages).Content).Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task The_client_is_asked_for_its_model_and_its_directories(string revision, string transport)
    {
        await using var client = await ConnectAsync(revision, transport);
        var sampled = await TextAsync(client, "test_sampling", new() { ["prompt"] = "Say hello" });
        Assert.Equal("LLM response: answer to Say hello", sampled);
        Assert.Equal("Roots: file:///home/ada", await TextAsync(client, "test_input_required_result_list_roots"));
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task The_user_is_asked(string revision, string transport)
    {
        await using var client = await ConnectAsync(revision, transport);
        var result = await client.CallToolAsync("test_input_required_result_elicitation", cancellationToken: Cancelled);
        var text = Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
        if (revision is "2024-11-05" or "2025-03-26")
        {
            // There was no elicitation then, so that the client does not say that it can.
            Assert.True(result.IsError, text);
            Assert.Contains("elicitation", text, StringComparison.Ordinal);
            return;
        }

        Assert.Equal("Hello, Ada!", text);
        Assert.Equal("Ada likes blue.", await TextAsync(client, "test_input_required_result_multi_round"));
        Assert.Equal("answer to Generate a greeting, Ada! You share 1 directories.", await TextAsync(client, "test_input_required_result_multiple_inputs"));
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Progress_is_reported(string revision, string transport)
    {
        // Not by the client's own IProgress: it stops listening as soon as it has the result, also to what came before that.
        var reported = Channel.CreateUnbounded<double>();
        await using var client = await ConnectAsync(revision, transport, ("notifications/progress", parameters => reported.Writer.TryWrite(parameters!["progress"]!.GetValue<double>())));
        await client.CallToolAsync(new CallToolRequestParams { Name = "test_tool_with_progress", Meta = new JsonObject { ["progressToken"] = "mine" } }, Cancelled);
        Assert.Equal([0, 50, 100], await TakeAsync(reported, 3));
    }

    [Theory]
    [MemberData(nameof(Legacy))]
    public async Task Logs_reach_those_who_ask_for_them(string revision, string transport)
    {
        var logged = Channel.CreateUnbounded<string>();
        await using var client = await ConnectAsync(revision, transport, ("notifications/message", parameters => logged.Writer.TryWrite(parameters!["data"]!.GetValue<string>())));
        await client.SetLoggingLevelAsync(LoggingLevel.Info, cancellationToken: Cancelled);
        await TextAsync(client, "test_tool_with_logging");
        Assert.Equal(["Tool execution completed", "Tool execution started", "Tool processing data"], await TakeAsync(logged, 3));
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task A_cancelled_call_ends_and_harms_no_other(string revision, string transport)
    {
        await using var client = await ConnectAsync(revision, transport);
        using var impatience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var request = new JsonRpcRequest
        {
            Id = new("mine"),
            Method = "tools/call",
            Params = new JsonObject { ["name"] = "slow_compute", ["arguments"] = new JsonObject { ["seconds"] = 200 } },
        };
        var call = client.SendRequestAsync(request, impatience.Token);
        Assert.Equal("This is a simple text response for testing.", await TextAsync(client, "test_simple_text"));

        // This client does not say by itself that it wants no more; over HTTP in the modern era it is enough to leave.
        await client.SendNotificationAsync("notifications/cancelled", new CancelledNotificationParams { RequestId = new("mine") }, cancellationToken: Cancelled);
        await impatience.CancelAsync();
        var end = await Assert.ThrowsAnyAsync<Exception>(() => call);
        Assert.True(end is OperationCanceledException || end.Message.Contains("without a reply", StringComparison.Ordinal), end.ToString());
        Assert.Equal("This is a simple text response for testing.", await TextAsync(client, "test_simple_text"));
    }

    [Theory]
    [MemberData(nameof(Legacy))]
    public async Task Changes_of_a_resource_are_told_to_subscribers(string revision, string transport)
    {
        await using var client = await ConnectAsync(revision, transport);
        var updated = Channel.CreateUnbounded<string>();
        await using var subscription = await client.SubscribeToResourceAsync(
            "test://watched-resource",
            (change, _) =>
            {
                updated.Writer.TryWrite(change.Uri);
                return default;
            },
            cancellationToken: Cancelled);
        await TextAsync(client, "test_trigger_resource_update");
        Assert.Equal("test://watched-resource", await updated.Reader.ReadAsync(Cancelled));
    }

    [Theory]
    [MemberData(nameof(Legacy))]
    public async Task Changes_of_lists_are_told(string revision, string transport)
    {
        var changed = Channel.CreateUnbounded<string>();
        await using var client = await ConnectAsync(
            revision,
            transport,
            ("notifications/tools/list_changed", _ => changed.Writer.TryWrite("tools")),
            ("notifications/prompts/list_changed", _ => changed.Writer.TryWrite("prompts")));
        await TextAsync(client, "test_trigger_tool_change");
        Assert.Equal("tools", await changed.Reader.ReadAsync(Cancelled));
        await TextAsync(client, "test_trigger_prompt_change");
        Assert.Equal("prompts", await changed.Reader.ReadAsync(Cancelled));
    }

    private async Task<McpClient> ConnectAsync(string revision, string transport, params (string Method, Action<JsonNode?> Handle)[] notifications)
    {
        var command = Sample.CommandOf("Everything");
        IClientTransport target = transport == "stdio"
            ? new StdioClientTransport(new StdioClientTransportOptions { Command = command[0], Arguments = command[1..] })
            : new HttpClientTransport(new HttpClientTransportOptions
            {
                Endpoint = await servers.UrlAsync(transport),
                TransportMode = transport == "sse" ? HttpTransportMode.Sse : HttpTransportMode.StreamableHttp,
            });
        var options = new McpClientOptions
        {
            ProtocolVersion = revision,
            Handlers = new()
            {
                SamplingHandler = (request, _, _) => ValueTask.FromResult(new CreateMessageResult
                {
                    Role = Role.Assistant,
                    Model = "scripted",
                    Content = [new TextContentBlock { Text = "answer to " + ((TextContentBlock)request!.Messages[0].Content[0]).Text }],
                }),
                RootsHandler = (_, _) => ValueTask.FromResult(new ListRootsResult { Roots = [new() { Uri = "file:///home/ada" }] }),
                NotificationHandlers = notifications.Select(one => KeyValuePair.Create<string, Func<JsonRpcNotification, CancellationToken, ValueTask>>(one.Method, (notification, _) =>
                {
                    one.Handle(notification.Params);
                    return default;
                })),
            },
        };
        if (revision is not ("2024-11-05" or "2025-03-26")) options.Handlers.ElicitationHandler = static (request, _) => ValueTask.FromResult(Answer(request!));
        return await McpClient.CreateAsync(target, options, cancellationToken: Cancelled);
    }

    private static ElicitResult Answer(ElicitRequestParams request) => new()
    {
        Action = "accept",
        Content = request.RequestedSchema!.Properties.Keys.ToDictionary(name => name, name => JsonSerializer.SerializeToElement(name == "color" ? "blue" : "Ada")),
    };

    private static async Task<string> TextAsync(McpClient client, string tool, Dictionary<string, object?>? arguments = null)
    {
        var result = await client.CallToolAsync(tool, arguments, cancellationToken: Cancelled);
        var text = Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
        Assert.False(result.IsError == true, text);
        return text;
    }

    // The client handles notifications side by side, so that their order says nothing.
    private static async Task<IReadOnlyList<T>> TakeAsync<T>(Channel<T> channel, int count)
    {
        var items = new List<T>();
        while (items.Count < count) items.Add(await channel.Reader.ReadAsync(Cancelled));
        return [.. items.Order()];
    }
}
