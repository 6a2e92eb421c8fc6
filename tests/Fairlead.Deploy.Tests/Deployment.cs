using System.Security.Cryptography;
using System.Text.Json;
using Fairlead.Redis.Tests;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Fairlead.Deploy.Tests;

/// <summary>What deploy/compose.yaml describes, as processes of this machine: two instances behind nginx, with one Redis.</summary>
public sealed class Deployment : IAsyncLifetime
{
    private readonly PublishedServer _published;
    private readonly string[][] _prefixes;
    private readonly string[] _settings;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("fairlead-deployment-");
    private readonly List<HttpSample> _instances = [];
    private readonly HttpClient _http = new();
    private RedisServer? _redis;
    private Nginx? _nginx;

    public Deployment(PublishedServer published)
        : this(published, [[], []])
    {
    }

    /// <summary>Makes one of instances that differ.</summary>
    /// <param name="published">The program.</param>
    /// <param name="prefixes">What stands before the command of each instance.</param>
    /// <param name="settings">What both are told besides.</param>
    internal Deployment(PublishedServer published, string[][] prefixes, params string[] settings)
    {
        _published = published;
        _prefixes = prefixes;
        _settings = settings;
    }

    internal static Person Reader { get; } = new("ada", "orders:read");

    internal static Person Refunder { get; } = new("grace", "orders:read", "orders:refund");

    /// <summary>Whose calls are counted to the last.</summary>
    internal static Person Counted { get; } = new("count", "orders:read");

    /// <summary>Who calls to see how things are.</summary>
    internal static Person Watcher { get; } = new("watch", "orders:read");

    internal RedisServer Redis => _redis!;

    internal Nginx Proxy => _nginx!;

    internal IReadOnlyList<HttpSample> Instances => _instances;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        var keys = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        Person[] people = [Reader, Refunder, Counted, Watcher];

        // Both at once, on one folder without a database.
        _instances.AddRange(await Task.WhenAll(_prefixes.Select((prefix, number) => HttpSample.StartAsync(
        [
            .. prefix, .. _published.Command, "--port", "0", "--Mcp:Keys", keys, "--Mcp:TrustedProxies", "127.0.0.1",
            "--Production:Redis", _redis.Address, .. _settings,
            "--Production:Data", Path.Combine(_data.FullName, "data"), "--Production:Audit", AuditFile(number),
            .. people.SelectMany((person, i) => person.Settings(i)),
        ]))));
        _nginx = await Nginx.StartAsync([.. _instances.Select(instance => instance.Url)]);
    }

    /// <summary>Where an instance keeps its audit trail.</summary>
    internal string AuditFile(int instance) => Path.Combine(_data.FullName, $"audit-{instance + 1}.jsonl");

    /// <summary>Calls <c>list_tables</c> by hand.</summary>
    internal async Task<(int Status, string Body)> CallAsync(Person person, Uri? url = null, string? forwardedFor = null)
    {
        using var reply = await SendAsync(person, url ?? Proxy.Url, forwardedFor);
        return ((int)reply.StatusCode, await reply.Content.ReadAsStringAsync(Cancelled));
    }

    /// <summary>What time it is for an instance.</summary>
    internal async Task<DateTimeOffset> ClockAsync(int instance)
    {
        using var reply = await SendAsync(Watcher, _instances[instance].Url, forwardedFor: null);
        return reply.Headers.Date!.Value;
    }

    /// <summary>Connects a client through the proxy, whose user confirms everything.</summary>
    internal async Task<McpClient> ConnectAsync(Person person, string revision)
    {
        var transport = new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = Proxy.Url,
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {person.Token}" },
        });
        var options = new McpClientOptions { ProtocolVersion = revision };
        options.Handlers.ElicitationHandler = (_, _) => ValueTask.FromResult(new ElicitResult
        {
            Action = "accept",
            Content = new Dictionary<string, JsonElement> { ["confirm"] = JsonSerializer.SerializeToElement(true) },
        });
        return await McpClient.CreateAsync(transport, options, cancellationToken: Cancelled);
    }

    /// <summary>How often a tool ended in a way, in each instance.</summary>
    internal async Task<int[]> CountAsync(string tool, string outcome) => await Task.WhenAll(_instances.Select(async instance =>
    {
        var start = $"mcp_tool_calls_total{{outcome=\"{outcome}\",tool=\"{tool}\"}} ";
        var line = (await _http.GetStringAsync(new Uri(instance.Url, "/metrics"), Cancelled)).Split('\n').SingleOrDefault(line => line.StartsWith(start, StringComparison.Ordinal));
        return line is null ? 0 : int.Parse(line[start.Length..], System.Globalization.CultureInfo.InvariantCulture);
    }));

    /// <summary>What is answered to a request without any ado.</summary>
    internal async Task<int> StatusAsync(Uri url)
    {
        using var reply = await _http.GetAsync(url, Cancelled);
        return (int)reply.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_nginx is not null) await _nginx.DisposeAsync();
        foreach (var instance in _instances) await instance.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
        _http.Dispose();
        _data.Delete(recursive: true);
    }
    private async Task<HttpResponseMessage> SendAsync(Person person, Uri url, string? forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {person.Token}");
        request.Headers.TryAddWithoutValidation("MCP-Protocol-Version", "2026-07-28");
        request.Headers.TryAddWithoutValidation("Mcp-Method", "tools/call");
        request.Headers.TryAddWithoutValidation("Mcp-Name", "list_tables");
        if (forwardedFor is not null) request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
        request.Content = new StringContent(
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_tables","arguments":{},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""",
            null,
            "application/json");
        return await _http.SendAsync(request, Cancelled);
    }
}
