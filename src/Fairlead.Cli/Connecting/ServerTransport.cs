using System.Net;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Targets;
using ModelContextProtocol;
using ModelContextProtocol.Client;

namespace Fairlead.Cli.Connecting;

/// <summary>The way to a server, and the words for what goes wrong on it.</summary>
internal sealed class ServerTransport : IAsyncDisposable
{
    private const int KeptLines = 20;

    private readonly Queue<string> _errorLines = new();
    private readonly HttpClient? _http;
    private readonly ServerTarget _target;

    private ServerTransport(HttpTarget target, ConnectionSettings settings)
    {
        _target = target;
        Name = "http";
        _http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var transport = new HttpClientTransport(
            new HttpClientTransportOptions
            {
                Endpoint = target.Url,
                Name = target.Name,
                ConnectionTimeout = settings.Timeout,
                TransportMode = settings.Transport switch { "http" => HttpTransportMode.StreamableHttp, "sse" => HttpTransportMode.Sse, _ => HttpTransportMode.AutoDetect },
                AdditionalHeaders = Headers(target, settings),
                OAuth = BrowserLogin.For(target.Url, settings),
            },
            _http);
        Transport = new ObservedTransport(transport, settings.LogLevel);
    }

    private ServerTransport(ProcessTarget target, ConnectionSettings settings, Action<string>? onErrorLine)
    {
        _target = target;
        Name = "stdio";
        var transport = new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = target.Command,
            Arguments = [.. target.Arguments],
            Name = target.Name,
            WorkingDirectory = target.WorkingDirectory,
            EnvironmentVariables = target.Environment.Concat(settings.Environment).GroupBy(static pair => pair.Key).ToDictionary(static pair => pair.Key, static pair => (string?)pair.Last().Value),
            StandardErrorLines = line =>
            {
                lock (_errorLines)
                {
                    _errorLines.Enqueue(line);
                    if (_errorLines.Count > KeptLines) _errorLines.Dequeue();
                }

                onErrorLine?.Invoke(line);
            },
        });
        Transport = new ObservedTransport(transport, settings.LogLevel);
    }

    public string Name { get; }

    public ObservedTransport Transport { get; }

    public static async Task<ServerTransport> CreateAsync(ServerTarget target, ConnectionSettings settings, Action<string>? onErrorLine, CancellationToken cancellationToken)
    {
        if (target is ProjectTarget project) target = await ProjectBuild.BuildAsync(project, cancellationToken);
        return target switch
        {
            HttpTarget http => new ServerTransport(http, settings),
            ProcessTarget process => new ServerTransport(process, settings, onErrorLine),
            _ => throw new InvalidOperationException(target.GetType().Name),
        };
    }

    /// <summary>One line that says why the server cannot be spoken to.</summary>
    public CliException Explain(Exception exception, ConnectionSettings settings)
    {
        if (exception is CliException known) return known;
        var status = Causes(exception).OfType<HttpRequestException>().Select(static cause => cause.StatusCode).FirstOrDefault(static code => code is not null);
        return status switch
        {
            HttpStatusCode.Unauthorized => new(ExitCode.Denied, $"{_target.Name} asks who is calling (401). Give a token with --header \"Authorization: Bearer …\", or --login for the browser.", exception),
            HttpStatusCode.Forbidden => new(ExitCode.Denied, $"{_target.Name} does not let this caller in (403).", exception),
            { } other => new(ExitCode.Unreachable, $"{_target.Name} is no MCP endpoint: it answered {(int)other}.", exception),
            null => new(ExitCode.Unreachable, Reason(exception, settings), exception),
        };
    }

    public ValueTask DisposeAsync()
    {
        _http?.Dispose();
        return default;
    }

    private string Reason(Exception exception, ConnectionSettings settings)
    {
        if (exception is TimeoutException or OperationCanceledException) return $"{_target.Name} did not answer as an MCP server in {settings.Timeout.TotalSeconds:0.###} s.{LastWords()}";
        if (exception is McpProtocolException refusal) return $"{_target.Name} refused: {ServerMessage.Of(refusal)}";
        if (_target is HttpTarget http)
        {
            var cause = Causes(exception).LastOrDefault(static cause => cause is System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException) ?? Causes(exception).Last();
            return $"{http.Url} cannot be reached: {OneLine(cause.Message)}";
        }

        var ended = Causes(exception).OfType<ClientTransportClosedException>().Select(static closed => closed.Details).OfType<StdioClientCompletionDetails>().FirstOrDefault();
        if (ended is not null) return $"{_target.Name} ended{(ended.ExitCode is { } code ? $" with exit code {code}" : "")} before it answered.{LastWords()}";
        return Causes(exception).OfType<System.ComponentModel.Win32Exception>().FirstOrDefault() is { } cannotStart
            ? $"{_target.Name} cannot be started: {OneLine(cannotStart.Message)}"
            : $"{_target.Name} does not speak MCP: {OneLine(Causes(exception).Last().Message)}{LastWords()}";
    }

    private string LastWords()
    {
        lock (_errorLines) return _errorLines.LastOrDefault(static line => line.Trim().Length > 0) is { } line ? $" It said: {line.Trim()}" : "";
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
            if (cause is AggregateException { InnerExceptions: { Count: > 1 } several })
            {
                foreach (var inner in several.SelectMany(Causes)) yield return inner;
            }
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    private static Dictionary<string, string> Headers(HttpTarget target, ConnectionSettings settings)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in target.Headers.Concat(settings.Headers)) headers[name] = value;
        return headers;
    }
}
