using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Protocol;
using Fairlead.Testing.Definitions;
using Fairlead.Testing.Running;

namespace Fairlead.Testing;

/// <summary>A client of a server under test. All members may be used side by side.</summary>
public sealed class McpTestClient : IAsyncDisposable
{
    private readonly RunningServer _server;
    private readonly bool _ownsServer;
    private readonly McpTestOptions _options;
    private readonly Dialogue _dialogue;

    private McpTestClient(RunningServer server, bool ownsServer, McpTestOptions options)
    {
        _server = server;
        _ownsServer = ownsServer;
        _options = options;
        _dialogue = new Dialogue(server.Connect(options), options, new($"Exchange in {options.Revision}, {server.Description}"));
        server.Tell(_dialogue.Transcript);
    }

    /// <summary>The progress that calls have reported.</summary>
    public Recorder<ProgressReport> Progress => _dialogue.Recorders.Progress;

    /// <summary>The log messages that the server has sent to this client.</summary>
    public Recorder<LogMessage> Logs => _dialogue.Recorders.Logs;

    /// <summary>All notifications that the server has sent to this client, progress and log messages too.</summary>
    public Recorder<ReceivedNotification> Notifications => _dialogue.Recorders.Notifications;

    /// <summary>What the server has written to its own log, whoever called; nothing where somebody else runs the server.</summary>
    public Recorder<ServerLog> ServerLogs => _server.Logs;

    /// <summary>What the server has written to its audit, whoever called.</summary>
    /// <exception cref="InvalidOperationException">Somebody else runs the server, and has its audit.</exception>
    public AuditRecorder Audit => _server.Audit ?? throw new InvalidOperationException("The application has started without the test kit, which sees nothing of its audit. Give it a sink in AddMcp: mcp.Audit.To(sink).");

    /// <summary>What the server measures, whoever called.</summary>
    /// <exception cref="InvalidOperationException">Somebody else runs the server, and has its metrics.</exception>
    public MetricRecorder Metrics => _server.Metrics ?? throw new InvalidOperationException("The application has started without the test kit, which cannot tell its metrics from those of others. Use a MetricCollector with its IMeterFactory.");

    /// <summary>Everything that this client and the server have exchanged, a line each.</summary>
    public string Exchange => _dialogue.Describe();

    /// <summary>Connects another client to the same server: another caller, another revision, other answers.</summary>
    /// <param name="configure">Sets the revision, the caller, the answers and so on. Nothing is taken over from this client.</param>
    /// <param name="cancellationToken">Gives up connecting.</param>
    /// <returns>The client. The server goes on when it is disposed.</returns>
    /// <exception cref="McpTestException">The server did not open a conversation.</exception>
    public Task<McpTestClient> ConnectAsync(Action<McpTestOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        var options = McpTest.Configure(configure);
        if (options.Time is not null) throw new InvalidOperationException("The application has started, and its clock with it. Set Time for the first client: McpTest.ConnectAsync(app, o => o.Time = …).");
        return OpenAsync(_server, ownsServer: false, options, cancellationToken);
    }

    /// <summary>Calls a tool without arguments.</summary>
    /// <param name="name">The tool's name.</param>
    /// <param name="cancellationToken">Cancels the call, as a client does.</param>
    /// <returns>What came of it, after everything that the server asked was answered.</returns>
    /// <exception cref="McpTestException">There was no reply, or the server asked what the test has no answer to.</exception>
    public Task<ToolReply> CallToolAsync(string name, CancellationToken cancellationToken = default) => CallToolAsync(name, new JsonObject(), cancellationToken);

    /// <summary>Calls a tool.</summary>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="cancellationToken">Cancels the call, as a client does.</param>
    /// <returns>What came of it, after everything that the server asked was answered.</returns>
    /// <exception cref="McpTestException">There was no reply, or the server asked what the test has no answer to.</exception>
    public async Task<ToolReply> CallToolAsync(string name, JsonObject arguments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(arguments);
        return new(await RequestAsync(MethodNames.ToolsCall, new JsonObject { ["name"] = name, ["arguments"] = arguments.DeepClone() }, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Calls a tool.</summary>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">The arguments: a JSON object.</param>
    /// <param name="cancellationToken">Cancels the call, as a client does.</param>
    /// <returns>What came of it, after everything that the server asked was answered.</returns>
    /// <exception cref="JsonException">The text is no JSON; to send what is none, there is <see cref="SendRawAsync"/>.</exception>
    /// <exception cref="ArgumentException">The text is no JSON object.</exception>
    /// <exception cref="McpTestException">There was no reply, or the server asked what the test has no answer to.</exception>
    public Task<ToolReply> CallToolAsync(string name, [StringSyntax(StringSyntaxAttribute.Json)] string arguments, CancellationToken cancellationToken = default) =>
        CallToolAsync(name, JsonText.ObjectOf(arguments, nameof(arguments)), cancellationToken);

    /// <summary>Calls a tool.</summary>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">The arguments: an anonymous object, a dictionary, or an object of any type. Members become camelCase; those that are <see langword="null"/> are left out.</param>
    /// <param name="cancellationToken">Cancels the call, as a client does.</param>
    /// <returns>What came of it, after everything that the server asked was answered.</returns>
    /// <exception cref="ArgumentException">The arguments are no object in JSON.</exception>
    /// <exception cref="McpTestException">There was no reply, or the server asked what the test has no answer to.</exception>
    [RequiresUnreferencedCode(JsonText.Reflection.Unreferenced)]
    [RequiresDynamicCode(JsonText.Reflection.Dynamic)]
    public Task<ToolReply> CallToolAsync(string name, object arguments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var json = JsonText.WriteAny(arguments) as JsonObject ?? throw new ArgumentException($"{arguments.GetType().Name} is no JSON object, as arguments are; write new {{ name = value }}.", nameof(arguments));
        return CallToolAsync(name, json, cancellationToken);
    }

    /// <summary>Reads a resource.</summary>
    /// <param name="uri">The resource's URI.</param>
    /// <param name="cancellationToken">Cancels the call, as a client does.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="McpTestException">There was no reply, or the server asked what the test has no answer to.</exception>
    [SuppressMessage("Design", "CA1054", Justification = "A test may well send what is no URI.")]
    public async Task<ResourceReply> ReadResourceAsync(string uri, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return new(await RequestAsync(MethodNames.ResourcesRead, new JsonObject { ["uri"] = uri }, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Asks for a prompt.</summary>
    /// <param name="name">The prompt's name.</param>
    /// <param name="arguments">The arguments. Default: none.</param>
    /// <param name="cancellationToken">Cancels the call, as a client does.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="McpTestException">There was no reply, or the server asked what the test has no answer to.</exception>
    public async Task<PromptReply> GetPromptAsync(string name, IReadOnlyDictionary<string, string>? arguments = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(await RequestAsync(MethodNames.PromptsGet, new JsonObject { ["name"] = name, ["arguments"] = Texts(arguments) }, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Asks for a prompt.</summary>
    /// <param name="name">The prompt's name.</param>
    /// <param name="arguments">The arguments: an anonymous object or an object of any type; values that are no texts are sent as their JSON.</param>
    /// <param name="cancellationToken">Cancels the call, as a client does.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="ArgumentException">The arguments are no object in JSON.</exception>
    /// <exception cref="McpTestException">There was no reply, or the server asked what the test has no answer to.</exception>
    [RequiresUnreferencedCode(JsonText.Reflection.Unreferenced)]
    [RequiresDynamicCode(JsonText.Reflection.Dynamic)]
    public Task<PromptReply> GetPromptAsync(string name, object arguments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var json = JsonText.WriteAny(arguments) as JsonObject ?? throw new ArgumentException($"{arguments.GetType().Name} is no JSON object, as arguments are; write new {{ name = value }}.", nameof(arguments));
        var texts = json.ToDictionary(one => one.Key, one => one.Value?.GetValueKind() == JsonValueKind.String ? one.Value.GetValue<string>() : one.Value?.ToJsonString() ?? "null", StringComparer.Ordinal);
        return GetPromptAsync(name, texts, cancellationToken);
    }

    /// <summary>Asks for values of an argument.</summary>
    /// <param name="component">A prompt's name, or the URI template of a resource.</param>
    /// <param name="argument">The argument's name.</param>
    /// <param name="value">What was typed so far. Default: nothing.</param>
    /// <param name="chosen">The arguments that were chosen before. Default: none.</param>
    /// <param name="cancellationToken">Cancels the call, as a client does.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="McpTestException">There was no reply.</exception>
    public async Task<CompletionReply> CompleteAsync(
        string component, string argument, string value = "", IReadOnlyDictionary<string, string>? chosen = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(argument);

        // Names of prompts have no colon; URIs have one.
        var isResource = component.Contains(':', StringComparison.Ordinal);
        var parameters = new JsonObject
        {
            ["ref"] = isResource ? new JsonObject { ["type"] = "ref/resource", ["uri"] = component } : new JsonObject { ["type"] = "ref/prompt", ["name"] = component },
            ["argument"] = new JsonObject { ["name"] = argument, ["value"] = value },
        };
        if (chosen is not null) parameters["context"] = new JsonObject { ["arguments"] = Texts(chosen) };
        return new(await RequestAsync(MethodNames.Complete, parameters, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Sends a request of any method; <c>_meta</c> is filled in as the revision demands.</summary>
    /// <param name="method">The method.</param>
    /// <param name="parameters">Its <c>params</c>. Default: none but <c>_meta</c>.</param>
    /// <param name="cancellationToken">Cancels the call, as a client does.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="McpTestException">There was no reply, or the server asked what the test has no answer to.</exception>
    public Task<McpReply> RequestAsync(string method, JsonObject? parameters = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(method);
        return _dialogue.RequestAsync(method, parameters, cancellationToken);
    }

    /// <summary>
    /// Sends a text as it is, however broken. Waits for a reply unless the text is a notification or a response; over HTTP, for the end
    /// of the response. One at a time.
    /// </summary>
    /// <param name="text">The text. Over lines (in memory, stdio) it must be one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What came of it; <see cref="McpReply.ShouldBeNothing"/> where nothing did.</returns>
    /// <exception cref="McpTestException">There was no reply, although the text demands one.</exception>
    public Task<McpReply> SendRawAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _dialogue.SendRawAsync(text, cancellationToken);
    }

    /// <summary>Sends messages that are broken on purpose, one after the other: the server refuses each, and serves afterwards as before.</summary>
    /// <param name="messages">The messages. Default: all of <see cref="BrokenMessages.For"/> this client's revision.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="McpTestException">It took some for good, or did not answer any more: with all of them.</exception>
    public async Task ShouldRefuseAsync(IEnumerable<BrokenMessage>? messages = null, CancellationToken cancellationToken = default)
    {
        var taken = new List<string>();
        foreach (var message in messages ?? BrokenMessages.For(_options.Revision))
        {
            var reply = await SendRawAsync(message.Text, cancellationToken).ConfigureAwait(false);
            if (reply.Error is null && reply.Status is null or < 400) taken.Add($"{message.Name}: {reply.Describe()}");
        }

        // Whoever has refused all of that is still there for the others.
        _ = (await RequestAsync(_options.Revision.HasSessions ? MethodNames.Ping : MethodNames.Discover, cancellationToken: cancellationToken).ConfigureAwait(false)).Result;
        if (taken.Count > 0) throw new McpTestException($"Expected that every broken message is refused\nbut {taken.Count} were taken:\n  {string.Join("\n  ", taken)}\n{Exchange}");
    }

    /// <summary>Puts a load on the server: calls of a tool side by side, by this client.</summary>
    /// <param name="calls">How many calls, 1 to 1,000,000.</param>
    /// <param name="concurrency">How many of them at once, 1 to 10,000.</param>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">The arguments. Default: none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The times, and what failed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is not in its range.</exception>
    public Task<LoadReport> LoadAsync(int calls, int concurrency, string tool, JsonObject? arguments = null, CancellationToken cancellationToken = default) =>
        McpTest.LoadAsync(calls, concurrency, async (_, cancelled) => await CallToolAsync(tool, arguments ?? [], cancelled).ConfigureAwait(false), cancellationToken);

    /// <summary>Asks to be told of changes, which then come to <see cref="Notifications"/>: of all lists, and of resources.</summary>
    /// <param name="resources">The URIs of the resources. Default: none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="McpTestException">The server does not tell of changes.</exception>
    public async Task ListenAsync(IEnumerable<string>? resources = null, CancellationToken cancellationToken = default)
    {
        if (_options.Revision.HasSessions)
        {
            foreach (var uri in resources ?? []) _ = (await RequestAsync(MethodNames.ResourcesSubscribe, new JsonObject { ["uri"] = uri }, cancellationToken).ConfigureAwait(false)).Result;
            return;
        }

        var wanted = new JsonObject
        {
            ["toolsListChanged"] = true,
            ["promptsListChanged"] = true,
            ["resourcesListChanged"] = true,
            ["resourceSubscriptions"] = new JsonArray([.. (resources ?? []).Select(uri => (JsonNode)uri)]),
        };
        var open = Notifications.Count(one => one.Method == MethodNames.SubscriptionsAcknowledged);
        await _dialogue.StartAsync(MethodNames.SubscriptionsListen, new JsonObject { ["notifications"] = wanted }, cancellationToken).ConfigureAwait(false);
        await Notifications.WaitAsync(
            one => one.Method == MethodNames.SubscriptionsAcknowledged && Notifications.Count(other => other.Method == MethodNames.SubscriptionsAcknowledged) > open, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the tools that this caller sees.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<ToolDefinition>> ListToolsAsync(CancellationToken cancellationToken = default) =>
        [.. (await Listing.ReadAsync(_dialogue, MethodNames.ToolsList, "tools", cancellationToken).ConfigureAwait(false)).Select(json => new ToolDefinition(json))];

    /// <summary>Lists the prompts that this caller sees.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<PromptDefinition>> ListPromptsAsync(CancellationToken cancellationToken = default) =>
        [.. (await Listing.ReadAsync(_dialogue, MethodNames.PromptsList, "prompts", cancellationToken).ConfigureAwait(false)).Select(json => new PromptDefinition(json))];

    /// <summary>Lists the resources and resource templates that this caller sees.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<ResourceDefinition>> ListResourcesAsync(CancellationToken cancellationToken = default)
    {
        var resources = await Listing.ReadAsync(_dialogue, MethodNames.ResourcesList, "resources", cancellationToken).ConfigureAwait(false);
        var templates = await Listing.ReadAsync(_dialogue, MethodNames.ResourceTemplatesList, "resourceTemplates", cancellationToken).ConfigureAwait(false);
        return [.. resources.Concat(templates).Select(json => new ResourceDefinition(json))];
    }

    /// <summary>How the server describes a tool now. Waits for its list.</summary>
    /// <param name="name">The tool's name.</param>
    /// <exception cref="McpTestException">This caller sees no such tool.</exception>
    public ToolDefinition Tool(string name) => Find(Now(ListToolsAsync()), "tool", name, static tool => tool.Name);

    /// <summary>How the server describes a prompt now. Waits for its list.</summary>
    /// <param name="name">The prompt's name.</param>
    /// <exception cref="McpTestException">This caller sees no such prompt.</exception>
    public PromptDefinition Prompt(string name) => Find(Now(ListPromptsAsync()), "prompt", name, static prompt => prompt.Name);

    /// <summary>How the server describes a resource or template now. Waits for its lists.</summary>
    /// <param name="uri">The URI or URI template.</param>
    /// <exception cref="McpTestException">This caller sees no such resource.</exception>
    [SuppressMessage("Design", "CA1054", Justification = "A template is not a URI.")]
    public ResourceDefinition Resource(string uri) => Find(Now(ListResourcesAsync()), "resource", uri, static resource => resource.Uri);

    /// <summary>Takes everything that this caller sees of the server: to compare it with what it was.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<SurfaceSnapshot> SnapshotAsync(CancellationToken cancellationToken = default) => Surface.SurfaceReader.ReadAsync(_dialogue, cancellationToken);

    /// <summary>Ends the conversation and, where this client was the first of an application, stops the application.</summary>
    public async ValueTask DisposeAsync()
    {
        await _dialogue.DisposeAsync().ConfigureAwait(false);
        _server.Forget(_dialogue.Transcript);
        if (_ownsServer) await _server.DisposeAsync().ConfigureAwait(false);
    }

    internal static async Task<McpTestClient> OpenAsync(RunningServer server, bool ownsServer, McpTestOptions options, CancellationToken cancellationToken)
    {
        var client = new McpTestClient(server, ownsServer, options);
        try
        {
            await client._dialogue.OpenAsync(cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Off the caller's context, which may let only one piece of a test run at a time.
    private static T Now<T>(Task<T> task) => Task.Run(() => task).GetAwaiter().GetResult();

    private static JsonObject Texts(IReadOnlyDictionary<string, string>? arguments)
    {
        var json = new JsonObject();
        foreach (var (name, value) in arguments ?? new Dictionary<string, string>()) json[name] = value;
        return json;
    }

    private T Find<T>(IReadOnlyList<T> all, string kind, string name, Func<T, string> nameOf) where T : class
    {
        ArgumentNullException.ThrowIfNull(name);
        return all.FirstOrDefault(one => nameOf(one) == name)
            ?? throw new McpTestException($"This caller sees no {kind} {name}. There are [{string.Join(", ", all.Select(nameOf))}].\n{Exchange}");
    }
}
