using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Targets;

namespace Fairlead.Cli.Judging;

/// <summary>Sends requests as they are, bad ones too, and keeps a record of them. It asks for lists and for what does not exist, and calls no tool that does.</summary>
internal sealed class HttpProbe : IDisposable
{
    public const string ModernRevision = "2026-07-28";
    public const string LegacyRevision = "2025-11-25";

    private const int MaxBytes = 8 * 1024 * 1024;
    private const string Stranger = "fairlead-doctor.invalid";

    private readonly HttpClient _http;
    private readonly HttpTarget _target;
    private readonly ConnectionSettings _settings;
    private readonly Examination _examination;
    private int _id;

    public HttpProbe(HttpTarget target, ConnectionSettings settings, Examination examination)
    {
        _target = target;
        _settings = settings;
        _examination = examination;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                {
                    Certificate ??= certificate is null ? null : X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
                    CertificateErrors = errors;
                    // A bad certificate is a finding and not the end, but nobody's token goes to who shows one.
                    return errors == SslPolicyErrors.None || !HasCredentials;
                },
            },
        })
        {
            Timeout = settings.Timeout,
            MaxResponseContentBufferSize = MaxBytes,
        };
    }

    public Uri Url => _target.Url;

    public X509Certificate2? Certificate { get; private set; }

    public SslPolicyErrors CertificateErrors { get; private set; }

    public bool HasCredentials => Credentials.Any();

    private IEnumerable<KeyValuePair<string, string>> Credentials => _target.Headers.Concat(_settings.Headers);

    /// <summary>A request of 2026-07-28 with everything that belongs to it.</summary>
    public ProbeRequest Modern(string method, JsonObject? parameters = null)
    {
        parameters ??= [];
        parameters["_meta"] = new JsonObject
        {
            ["io.modelcontextprotocol/protocolVersion"] = ModernRevision,
            ["io.modelcontextprotocol/clientInfo"] = new JsonObject { ["name"] = "fairlead-doctor", ["version"] = Program.Version },
            ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject(),
        };
        var request = Message(method, parameters).With("MCP-Protocol-Version", ModernRevision).With("Mcp-Method", method);
        return parameters["name"] is { } name ? request.With("Mcp-Name", name.ToString()) : request;
    }

    /// <summary>A request of an earlier revision.</summary>
    public ProbeRequest Legacy(string method, JsonObject? parameters = null, string? session = null)
    {
        var request = Message(method, parameters ?? []);
        if (method != "initialize") request = request.With("MCP-Protocol-Version", LegacyRevision);
        return session is null ? request : request.With("Mcp-Session-Id", session);
    }

    public ProbeRequest Initialize() => Legacy("initialize", new JsonObject
    {
        ["protocolVersion"] = LegacyRevision,
        ["capabilities"] = new JsonObject(),
        ["clientInfo"] = new JsonObject { ["name"] = "fairlead-doctor", ["version"] = Program.Version },
    });

    /// <summary>The same request as a page of another site would have a browser send it.</summary>
    public static ProbeRequest FromElsewhere(ProbeRequest request) => request.With("Origin", $"https://{Stranger}");

    /// <summary>The same request to a name that an attacker has bound to this address.</summary>
    public static ProbeRequest ByAnotherName(ProbeRequest request) => request.With("Host", Stranger);

    public async Task<ProbeReply> SendAsync(string what, ProbeRequest request, bool withCredentials, CancellationToken cancellationToken)
    {
        _examination.Say($"{request.HttpMethod} {request.Path ?? Url.AbsolutePath}: {what}");
        using var message = new HttpRequestMessage(request.HttpMethod, request.Path is null ? Url : new Uri(Url, request.Path));
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
            message.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        }

        foreach (var (name, value) in request.Headers.Concat(withCredentials ? Credentials : []))
        {
            if (name == "Host") message.Headers.Host = value;
            else message.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseContentRead, cancellationToken);
            return new ProbeReply(response.StatusCode, response.Headers, await response.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (HttpRequestException exception)
        {
            throw new CliException(ExitCode.Unreachable, $"{Url} cannot be reached: {(exception.InnerException is AuthenticationException or IOException or System.Net.Sockets.SocketException ? exception.InnerException.Message : exception.Message).ReplaceLineEndings(" ")}", exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CliException(ExitCode.Unreachable, $"{Url} did not answer within {_settings.Timeout.TotalSeconds:0.###} s: {what}.");
        }
    }

    public void Dispose() => _http.Dispose();

    private ProbeRequest Message(string method, JsonObject parameters) => new(HttpMethod.Post)
    {
        Body = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = ++_id, ["method"] = method, ["params"] = parameters }.ToJsonString(),
    };
}
