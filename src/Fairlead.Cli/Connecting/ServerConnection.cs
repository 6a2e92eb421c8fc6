using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Cli.CommandLine;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Fairlead.Cli.Connecting;

/// <summary>
/// A connection to a server. Requests and results are JSON as it is on the wire, so that nothing a server says is lost:
/// the client's own types know only the members of their revision.
/// </summary>
internal sealed class ServerConnection : IAsyncDisposable
{
    private const int MaxPages = 10_000;
    private const int MaxRounds = 32;

    private readonly ConnectionSettings _settings;
    private readonly ServerTransport _transport;

    private ServerConnection(McpClient client, ServerTransport transport, ConnectionSettings settings)
    {
        Client = client;
        _transport = transport;
        _settings = settings;
    }

    /// <summary>A notification came, before whatever came after it.</summary>
    public event Action<string, JsonObject>? Notified
    {
        add => _transport.Transport.Notified += value;
        remove => _transport.Transport.Notified -= value;
    }

    public McpClient Client { get; }

    public string Revision => Client.NegotiatedProtocolVersion ?? "";

    /// <summary>Whether the revision is of the stateless era: no handshake, questions come as results.</summary>
    public bool IsModern => string.CompareOrdinal(Revision, "2026-07-28") >= 0;

    /// <summary>The server's name and version, for people.</summary>
    public string Title => Client.ServerInfo is { } server ? $"{server.Name} {server.Version}" : _transport.Transport.Name;

    /// <summary>What the server says of itself.</summary>
    public JsonNode? Describe() => Client.ServerInfo is { } server ? JsonSerializer.SerializeToNode(server, TypeInfo<Implementation>()) : null;

    /// <summary><c>stdio</c> or <c>http</c>.</summary>
    public string TransportName => _transport.Name;

    /// <exception cref="CliException">The server cannot be reached, or does not speak MCP.</exception>
    public static async Task<ServerConnection> OpenAsync(Targets.ServerTarget target, ConnectionSettings settings, Action<string>? onErrorLine, CancellationToken cancellationToken)
    {
        var transport = await ServerTransport.CreateAsync(target, settings, onErrorLine, cancellationToken);
        var options = new McpClientOptions
        {
            ClientInfo = new Implementation { Name = "fairlead", Title = "Fairlead", Version = Program.Version },
            ProtocolVersion = settings.Revision,
            InitializationTimeout = settings.Timeout,
            Capabilities = new ClientCapabilities(),
        };
        if (settings.Answerer is { } answerer)
        {
            options.Capabilities.Elicitation = new ElicitationCapability { Form = new FormElicitationCapability(), Url = new UrlElicitationCapability() };
            settings = settings with { Answerer = new RememberingAnswerer(answerer) };
            options.Handlers.ElicitationHandler = (question, token) => settings.Answerer.AnswerAsync(question!, token);
        }

        if (settings.Roots.Count > 0)
        {
            options.Capabilities.Roots = new RootsCapability();
            options.Handlers.RootsHandler = (_, _) => new(new ListRootsResult
            {
                Roots = [.. settings.Roots.Select(static root => new Root { Uri = new Uri(Path.GetFullPath(root)).AbsoluteUri, Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(root)) })],
            });
        }

        try
        {
            return new ServerConnection(await McpClient.CreateAsync(transport.Transport, options, cancellationToken: cancellationToken), transport, settings);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw transport.Explain(exception, settings);
        }
    }

    /// <summary>Sends a request and answers what the server asks before it replies (2026-07-28).</summary>
    /// <exception cref="McpProtocolException">The server's error.</exception>
    /// <exception cref="CliException">No reply came in time, or the connection ended.</exception>
    public Task<JsonObject> RequestAsync(string method, JsonObject parameters, CancellationToken cancellationToken) =>
        RequestAsync(method, parameters, onProgress: null, cancellationToken);

    public async Task<JsonObject> RequestAsync(string method, JsonObject parameters, Action<Progress>? onProgress, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_settings.Timeout);
        using var progress = onProgress is null ? null : new ProgressListener(this, parameters, report =>
        {
            patience.CancelAfter(_settings.Timeout);
            onProgress(report);
        });
        try
        {
            for (var round = 0; round < MaxRounds; round++)
            {
                var response = await Client.SendRequestAsync(new JsonRpcRequest { Method = method, Params = parameters.DeepClone() }, patience.Token);
                (_settings.Answerer as RememberingAnswerer)?.ThrowIfFailed();
                var result = Exactly(response.Result) ?? throw new CliException(ExitCode.Unreachable, $"{method}: the result is no object.");
                if ((string?)result["resultType"] != "input_required") return result;
                await AnswerAsync(parameters, result, cancellationToken);
                (_settings.Answerer as RememberingAnswerer)?.ThrowIfFailed();
                patience.CancelAfter(_settings.Timeout);
            }

            throw new CliException(ExitCode.Unreachable, $"{method}: the server asked again after {MaxRounds} rounds.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CliException(ExitCode.Unreachable, $"{method}: no reply in {_settings.Timeout.TotalSeconds:0.###} s. --timeout gives it longer.");
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw _transport.Explain(exception, _settings);
        }
    }

    /// <summary>All pages of a list.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string method, string property, CancellationToken cancellationToken)
    {
        var all = new List<JsonObject>();
        string? cursor = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var result = await RequestAsync(method, cursor is null ? [] : new JsonObject { ["cursor"] = cursor }, cancellationToken);
            if (result[property] is not JsonArray items) throw new CliException(ExitCode.Unreachable, $"{method}: the result has no \"{property}\".");
            foreach (var item in items)
            {
                all.Add(item as JsonObject ?? throw new CliException(ExitCode.Unreachable, $"{method}: \"{property}\" has something other than objects in it."));
            }

            var next = (string?)result["nextCursor"];
            if (next is null) return all;
            if (next == cursor) throw new CliException(ExitCode.Unreachable, $"{method}: the server answers its own cursor, for ever.");
            cursor = next;
        }

        throw new CliException(ExitCode.Unreachable, $"{method}: more than {MaxPages} pages.");
    }

    public Task<IReadOnlyList<JsonObject>> ListToolsAsync(CancellationToken cancellationToken) => ListIfAsync(Client.ServerCapabilities?.Tools is not null, "tools/list", "tools", cancellationToken);

    public Task<IReadOnlyList<JsonObject>> ListResourcesAsync(CancellationToken cancellationToken) => ListIfAsync(Client.ServerCapabilities?.Resources is not null, "resources/list", "resources", cancellationToken);

    public Task<IReadOnlyList<JsonObject>> ListTemplatesAsync(CancellationToken cancellationToken) => ListIfAsync(Client.ServerCapabilities?.Resources is not null, "resources/templates/list", "resourceTemplates", cancellationToken);

    public Task<IReadOnlyList<JsonObject>> ListPromptsAsync(CancellationToken cancellationToken) => ListIfAsync(Client.ServerCapabilities?.Prompts is not null, "prompts/list", "prompts", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _transport.DisposeAsync();
    }

    // A server without tools need not know tools/list.
    private async Task<IReadOnlyList<JsonObject>> ListIfAsync(bool has, string method, string property, CancellationToken cancellationToken)
    {
        if (!has) return [];
        try
        {
            return await ListAsync(method, property, cancellationToken);
        }
        catch (McpProtocolException exception) when (exception.ErrorCode == McpErrorCode.MethodNotFound)
        {
            return [];
        }
    }

    // The client library's nodes take names that differ in case for the same one, and fail where a server has both.
    private static JsonObject? Exactly(JsonNode? result) => result is null ? null : JsonNode.Parse(result.ToJsonString()) as JsonObject;

    // SEP-2322: the same request again, with the answers and the state as it came.
    private async Task AnswerAsync(JsonObject parameters, JsonObject result, CancellationToken cancellationToken)
    {
        parameters.Remove("inputResponses");
        parameters.Remove("requestState");
        if (result["requestState"] is { } state) parameters["requestState"] = state.DeepClone();
        if (result["inputRequests"] is not JsonObject { Count: > 0 } questions) return;
        var responses = await Client.ResolveInputRequestsAsync(questions.Deserialize(TypeInfo<IDictionary<string, InputRequest>>())!, cancellationToken);
        parameters["inputResponses"] = JsonSerializer.SerializeToNode(responses, TypeInfo<IDictionary<string, InputResponse>>());
    }

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(T));
}
