using System.Net;
using System.Net.Security;
using System.Text;
using System.Text.Json.Nodes;

namespace Fairlead.Cli.Judging;

/// <summary>The production checklist, as far as it can be seen from outside by harmless requests.</summary>
internal sealed class HttpExamination
{
    private const int Depth = 200;
    private const int MinSessionLength = 22; // 128 bits in base64
    private const int LargeBytes = 8 * 1024 * 1024;
    private const string NoSuchTool = "fairlead_doctor_no_such_tool";

    private static readonly TimeSpan CertificateNotice = TimeSpan.FromDays(21);

    private readonly HttpProbe _probe;
    private readonly Examination _examination;
    private readonly bool _sendsLarge;
    private bool _isModern;
    private string? _session;

    private HttpExamination(HttpProbe probe, Examination examination, bool sendsLarge)
    {
        _probe = probe;
        _examination = examination;
        _sendsLarge = sendsLarge;
    }

    private bool IsLocal => _probe.Url.IsLoopback;

    /// <param name="probe">The server.</param>
    /// <param name="examination">Where to write what is found.</param>
    /// <param name="sendsLarge">Whether a body larger than any limit may be sent.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The server's name, if it told.</returns>
    public static async Task<string?> RunAsync(HttpProbe probe, Examination examination, bool sendsLarge, CancellationToken cancellationToken)
    {
        var run = new HttpExamination(probe, examination, sendsLarge);
        var isOpen = await run.ExamineAuthenticationAsync(cancellationToken);
        run.ExamineTransport();
        var name = await run.OpenAsync(cancellationToken);
        await run.ExamineOriginAsync(cancellationToken);
        if (!isOpen && !probe.HasCredentials)
        {
            examination.Skip("What only a caller with a token sees was not looked at: give one with --header \"Authorization: Bearer ${TOKEN}\".");
            await run.ExamineMetricsAsync(cancellationToken);
            return name;
        }

        await run.ExamineMessagesAsync(cancellationToken);
        await run.ExamineSessionsAsync(cancellationToken);
        await run.ExamineListAsync(cancellationToken);
        await run.ExamineMetricsAsync(cancellationToken);
        examination.Skip("Rate limits were not tried: they show only to who floods a server.");
        return name;
    }

    private ProbeRequest Ask(string method, JsonObject? parameters = null) => _isModern ? _probe.Modern(method, parameters) : _probe.Legacy(method, parameters, _session);

    private Task<ProbeReply> SendAsync(string what, ProbeRequest request, CancellationToken cancellationToken) => _probe.SendAsync(what, request, withCredentials: true, cancellationToken);

    private async Task<bool> ExamineAuthenticationAsync(CancellationToken cancellationToken)
    {
        const string Check = "authentication";
        var reply = await _probe.SendAsync("the list of tools, without a token", _probe.Modern("tools/list"), withCredentials: false, cancellationToken);
        _examination.Done(Check);
        LookForLeaks(reply, "a request without a token");
        if (reply.Status == HttpStatusCode.Unauthorized)
        {
            await ExamineChallengeAsync(reply, cancellationToken);
            return false;
        }

        if (!IsLocal && (reply.Result is not null || reply.Status == HttpStatusCode.OK)) _examination.Error(Check, "Everybody who reaches the server may list its tools.", "Ask who is calling: app.Authentication.AddTokens(); or AddJwt(…).");
        return true;
    }

    // RFC 9728 and the specification's section on authorization.
    private async Task ExamineChallengeAsync(ProbeReply reply, CancellationToken cancellationToken)
    {
        const string Check = "metadata";
        var challenge = reply.Header("WWW-Authenticate");
        _examination.Done(Check);
        if (challenge is null)
        {
            _examination.Error(Check, "401 without WWW-Authenticate: clients cannot tell how to log in.", "Send WWW-Authenticate: Bearer resource_metadata=\"…\" (RFC 9728).");
            return;
        }

        if (Parameter(challenge, "resource_metadata") is not { } address || !Uri.TryCreate(address, UriKind.Absolute, out var metadata))
        {
            _examination.Look(Check, "WWW-Authenticate names no resource_metadata: clients cannot find the authorization server.", "Serve /.well-known/oauth-protected-resource, and name it in the challenge (RFC 9728). Not needed where tokens are given out by hand.");
            return;
        }

        if (metadata.Host != _probe.Url.Host) _examination.Look(Check, $"The metadata is on another host than the server: {metadata.Host}.", "Clients that compare the two will refuse it. Behind a proxy, tell the server its public address.");
        var document = await _probe.SendAsync("the metadata of the protected resource", new ProbeRequest(HttpMethod.Get) { Path = metadata.AbsoluteUri }, withCredentials: false, cancellationToken);
        var resource = JsonObjectOf(document.Body);
        if (resource is null)
        {
            _examination.Error(Check, $"{metadata} answered {document.Describe()}, not the metadata.", "Serve it to everybody, without a token (RFC 9728).");
            return;
        }

        if ((string?)resource["resource"] is not { } named || !_probe.Url.AbsoluteUri.StartsWith(named.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)) _examination.Error(Check, $"The metadata is of \"{(string?)resource["resource"]}\", the server is {_probe.Url}.", "They must be the same: clients refuse it otherwise (RFC 9728, section 3.3).");
        if (resource["authorization_servers"] is not JsonArray { Count: > 0 } servers) _examination.Look(Check, "The metadata names no authorization server.", "Without one clients cannot log in by themselves.");
        else if (servers.Any(static server => server?.ToString().StartsWith("https://", StringComparison.OrdinalIgnoreCase) != true && Uri.TryCreate(server?.ToString(), UriKind.Absolute, out var url) && !url.IsLoopback)) _examination.Error(Check, "An authorization server is not reached by https.", "OAuth 2.1 requires TLS.");
    }

    private void ExamineTransport()
    {
        const string Check = "tls";
        _examination.Done(Check);
        if (_probe.Url.Scheme == "http")
        {
            if (!IsLocal) _examination.Error(Check, "Tokens and data travel in the open.", "Serve https, or put a proxy in front that ends TLS.");
            return;
        }

        if (_probe.CertificateErrors != SslPolicyErrors.None) _examination.Error(Check, $"The certificate is not to be trusted: {_probe.CertificateErrors}.", "Clients will refuse the connection. Renew it, and send the whole chain.");
        if (_probe.Certificate is { } certificate && certificate.NotAfter - TimeProvider.System.GetLocalNow().DateTime < CertificateNotice) _examination.Look(Check, $"The certificate ends on {certificate.NotAfter:yyyy-MM-dd}.", "Renew it, by itself if possible.");
    }

    // Which era it speaks; the newest first.
    private async Task<string?> OpenAsync(CancellationToken cancellationToken)
    {
        const string Check = "protocol";
        var discovered = await SendAsync("server/discover", _probe.Modern("server/discover"), cancellationToken);
        _examination.Done(Check);
        LookForLeaks(discovered, "server/discover");
        if (discovered.Result is { } result)
        {
            _isModern = true;
            var server = discovered.Result["serverInfo"] ?? (result["_meta"] as JsonObject)?["io.modelcontextprotocol/serverInfo"];
            return server is JsonObject info ? $"{(string?)info["name"]} {(string?)info["version"]}" : null;
        }

        if (discovered.Status == HttpStatusCode.Unauthorized) return null;
        var initialized = await SendAsync("initialize", _probe.Initialize(), cancellationToken);
        if (initialized.Result is not { } opened)
        {
            throw new CommandLine.CliException(CommandLine.ExitCode.Unreachable, $"{_probe.Url} is no MCP endpoint: server/discover was answered by {discovered.Describe()}, initialize by {initialized.Describe()}.");
        }

        _session = initialized.Header("Mcp-Session-Id");
        _examination.Look(Check, $"The server does not speak {HttpProbe.ModernRevision}.", "Clients of that revision fall back, with one more round trip for each connection.");
        return opened["serverInfo"] is JsonObject legacy ? $"{(string?)legacy["name"]} {(string?)legacy["version"]}" : null;
    }

    // DNS rebinding and pages of other sites (specification, transports, security).
    private async Task ExamineOriginAsync(CancellationToken cancellationToken)
    {
        var foreign = await SendAsync("a list, as a page of another site would ask for it", HttpProbe.FromElsewhere(Ask("tools/list")), cancellationToken);
        _examination.Done("origin");
        if (foreign.Status != HttpStatusCode.Forbidden && !foreign.IsRefused) _examination.Error("origin", "Pages of any Origin may call the server.", "Refuse an Origin that is not on a list, with 403.");
        else if (foreign.Status is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)) _examination.Look("origin", $"A foreign Origin is refused with {foreign.Describe()}, not 403.", "The specification asks for 403.");
        if (foreign.Header("Access-Control-Allow-Origin") is { } allowed) _examination.Error("origin", $"Access-Control-Allow-Origin is \"{allowed}\" for a foreign Origin.", "Allow only the origins of your own pages.");
        if (!IsLocal) return;
        var rebound = await SendAsync("a list, under a name that is bound to this address", HttpProbe.ByAnotherName(Ask("tools/list")), cancellationToken);
        _examination.Done("host");
        if (rebound.Result is not null || (int)rebound.Status < 400) _examination.Error("host", "The server answers to every Host, so that pages which rebind a DNS name can reach it.", "Answer to localhost, 127.0.0.1 and [::1] only, and to the names that you list.");
    }

    private async Task ExamineMessagesAsync(CancellationToken cancellationToken)
    {
        const string Check = "messages";
        _examination.Done(Check);
        var list = Ask("tools/list");
        await RefuseAsync("text/plain", list with { ContentType = "text/plain" }, "A body that is not application/json is taken: browsers send text/plain to other sites without asking (no CORS preflight).", isError: false, cancellationToken);
        await RefuseAsync("half a message", list with { Body = list.Body![..(list.Body!.Length / 2)] }, "Half a message is answered as if it were whole.", isError: true, cancellationToken);
        await RefuseAsync("a message with two methods", list with { Body = list.Body!.Replace("\"method\":", "\"method\":\"ping\",\"method\":", StringComparison.Ordinal) }, "A message with the same key twice is taken: a proxy in front may have read the other one.", isError: false, cancellationToken);
        await RefuseAsync($"{Depth} arrays in each other", Ask("tools/list", new JsonObject { ["cursor"] = "depth" }) is var deep ? deep with { Body = deep.Body!.Replace("\"depth\"", new string('[', Depth) + new string(']', Depth), StringComparison.Ordinal) } : deep, "Deeply nested JSON is taken.", isError: false, cancellationToken);
        await RefuseAsync("a method that does not exist", Ask("fairlead/no_such_method"), "A method that does not exist is answered.", isError: true, cancellationToken);
        await RefuseAsync("a tool that does not exist", Ask("tools/call", new JsonObject { ["name"] = NoSuchTool, ["arguments"] = new JsonObject() }), "", isError: false, cancellationToken, mayBeToolError: true);
        if (_isModern)
        {
            await RefuseAsync("a header that names another method than the body", Ask("tools/list").With("Mcp-Method", "prompts/list"), "Headers and body may disagree: what a proxy allowed is not what is done (−32020).", isError: true, cancellationToken);
            await RefuseAsync("a protocol revision that does not exist", Ask("tools/list").With("MCP-Protocol-Version", "1999-01-01"), "A protocol revision that does not exist is accepted.", isError: true, cancellationToken);
        }

        _examination.Done("limits");
        if (!_sendsLarge)
        {
            _examination.Skip($"A body of {LargeBytes >> 20} MiB was not sent: --large does.");
            return;
        }

        var large = await SendAsync($"a list with {LargeBytes >> 20} MiB of blanks", list with { Body = new StringBuilder(list.Body).Append(' ', LargeBytes).ToString() }, cancellationToken);
        if (!large.IsRefused) _examination.Error("limits", $"A body of {LargeBytes >> 20} MiB is taken.", "Limit the size of requests: 4 MiB is plenty.");
    }

    private async Task RefuseAsync(string what, ProbeRequest request, string problem, bool isError, CancellationToken cancellationToken, bool mayBeToolError = false)
    {
        const string Check = "messages";
        var reply = await SendAsync(what, request, cancellationToken);
        LookForLeaks(reply, what);
        if (reply.IsServerError) _examination.Error(Check, $"{char.ToUpperInvariant(what[0])}{what[1..]} is answered with {(int)reply.Status}: the server did not expect it.", "Answer bad messages with a JSON-RPC error.");
        else if (reply.IsRefused || (mayBeToolError && reply.Result is not null)) return;
        else if (isError) _examination.Error(Check, problem, "Answer it with a JSON-RPC error, as the specification has it.");
        else if (problem.Length > 0) _examination.Look(Check, problem, "Refuse it.");
    }

    private async Task ExamineSessionsAsync(CancellationToken cancellationToken)
    {
        if (_isModern || _session is null) return;
        _examination.Done("sessions");
        var again = (await SendAsync("initialize, once more", _probe.Initialize(), cancellationToken)).Header("Mcp-Session-Id");
        if (_session.Length < MinSessionLength || again == _session) _examination.Error("sessions", "Session ids can be guessed.", "Make them of 128 random bits or more.");
        var foreign = await SendAsync("a list in a session that does not exist", _probe.Legacy("tools/list", session: new string('x', MinSessionLength)), cancellationToken);
        if (!foreign.IsRefused) _examination.Error("sessions", "A session that does not exist is accepted.", "Answer 404.");
        foreach (var session in (string?[])[again, _session])
        {
            if (session is not null) await SendAsync("the end of a session that this opened", new ProbeRequest(HttpMethod.Delete).With("Mcp-Session-Id", session).With("MCP-Protocol-Version", HttpProbe.LegacyRevision), cancellationToken);
        }
    }

    private async Task ExamineListAsync(CancellationToken cancellationToken)
    {
        if (!_isModern && _session is not null)
        {
            // The session is over; a new one for the list.
            _session = (await SendAsync("initialize, for the list", _probe.Initialize(), cancellationToken)).Header("Mcp-Session-Id");
        }

        var reply = await SendAsync("the list of tools", Ask("tools/list"), cancellationToken);
        LookForLeaks(reply, "the list of tools");
        if (reply.Header("Server") is { } server && server.Any(char.IsAsciiDigit)) _examination.Look("leaks", $"The Server header tells a version: {server}.", "Leave it out: it tells attackers what to try.");
        if (reply.Result?["tools"] is JsonArray tools) Definitions.Examine(_examination, [.. tools.OfType<JsonObject>()]);
    }

    private async Task ExamineMetricsAsync(CancellationToken cancellationToken)
    {
        if (IsLocal) return;
        var reply = await _probe.SendAsync("metrics", new ProbeRequest(HttpMethod.Get) { Path = "/metrics" }, withCredentials: false, cancellationToken);
        _examination.Done("metrics");
        if (reply.Body.Contains("# TYPE ", StringComparison.Ordinal)) _examination.Look("metrics", "Everybody who reaches the server may read /metrics.", "Serve them on a port of their own, which only the scraper reaches.");
    }

    private void LookForLeaks(ProbeReply reply, string what)
    {
        _examination.Done("leaks");
        if (Leak.In(reply.Body) is { } leak) _examination.Error("leaks", $"The reply to {what} shows the inside of the program: {Output.Plain.Line(leak)}", "Answer with a general message and an id under which the log has the rest.");
    }

    private static string? Parameter(string challenge, string name)
    {
        var start = challenge.IndexOf(name + "=\"", StringComparison.OrdinalIgnoreCase);
        if (start < 0) return null;
        start += name.Length + 2;
        var end = challenge.IndexOf('"', start);
        return end < 0 ? null : challenge[start..end];
    }

    private static JsonObject? JsonObjectOf(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
