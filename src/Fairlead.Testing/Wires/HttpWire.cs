using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text;
using Fairlead.Protocol;

namespace Fairlead.Testing.Wires;

/// <summary>Streamable HTTP: a POST for each message, and in older revisions a session with a stream of its own.</summary>
/// <param name="http">Sends the requests.</param>
/// <param name="url">The endpoint.</param>
/// <param name="revision">The revision that headers name.</param>
/// <param name="headers">What else is sent with each request.</param>
/// <param name="ownsClient">The client is disposed with the wire.</param>
internal sealed class HttpWire(HttpClient http, Uri url, ProtocolRevision revision, IReadOnlyList<KeyValuePair<string, string>> headers, bool ownsClient) : Wire
{
    private readonly CancellationTokenSource _stop = new();
    private string? _session;
    private bool _isOpen;
    private Task _listening = Task.CompletedTask;

    public override async Task<Delivery> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        // While only the headers are waited for, this also ends the request when the test ends.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        using var request = Request(HttpMethod.Post);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(message.Text)) { Headers = { ContentType = new("application/json") } };
        if (revision.RequiresRoutingHeaders) Mirror(request.Headers, message);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
        if (response.Headers.TryGetValues("Mcp-Session-Id", out var ids)) _session = ids.First();
        if (response.StatusCode is not HttpStatusCode.OK) Note(response);
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            return new((int)response.StatusCode, Headers: HeadersOf(response), Ended: PumpAsync(response, cancellationToken));
        }

        using (response)
        {
            var body = await response.Content.ReadAsStringAsync(either.Token).ConfigureAwait(false);
            var isMessage = response.Content.Headers.ContentType?.MediaType == "application/json" && body.Length > 0;
            if (isMessage) Received(body);
            return new((int)response.StatusCode, isMessage ? "" : body, HeadersOf(response), Task.CompletedTask);
        }
    }

    // Changes of lists and resources come on a stream that belongs to no request.
    public override async ValueTask OpenedAsync()
    {
        _isOpen = true;
        if (_session is null) return;
        using var request = Request(HttpMethod.Get);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _stop.Token).ConfigureAwait(false);
        if (response.IsSuccessStatusCode) _listening = PumpAsync(response, _stop.Token);
        else response.Dispose();
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            if (_session is not null)
            {
                using var request = Request(HttpMethod.Delete);
                using var response = await http.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (HttpRequestException)
        {
            // The server is gone, and the session with it.
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _listening.ConfigureAwait(false);
        if (ownsClient) http.Dispose();
        _stop.Dispose();
    }

    private HttpRequestMessage Request(HttpMethod method)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.Accept.Add(new("text/event-stream"));
        if (method == HttpMethod.Post) request.Headers.Accept.Add(new("application/json"));
        if (revision.RequiresRoutingHeaders || _isOpen) request.Headers.Add("MCP-Protocol-Version", revision.Version);
        if (_session is not null) request.Headers.Add("Mcp-Session-Id", _session);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static void Mirror(HttpRequestHeaders request, Outgoing message)
    {
        if (message.Method is not null) request.TryAddWithoutValidation("Mcp-Method", message.Method);
        if (message.Name is not null) request.TryAddWithoutValidation("Mcp-Name", HeaderText.Of(message.Name));
        foreach (var (name, value) in message.Parameters ?? []) request.TryAddWithoutValidation("Mcp-Param-" + name, HeaderText.Of(value));
    }

    private async Task PumpAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token))
        {
            try
            {
                var stream = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
                await foreach (var item in SseParser.Create(stream).EnumerateAsync(either.Token).ConfigureAwait(false))
                {
                    // An event without data only gives an id to resume from.
                    if (item.Data.Length > 0) Received(item.Data);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or HttpRequestException)
            {
                if (!either.IsCancellationRequested) Noted("The stream broke: " + exception.Message);
            }
        }
    }

    private void Note(HttpResponseMessage response)
    {
        var challenge = response.Headers.WwwAuthenticate.ToString();
        Noted($"HTTP {(int)response.StatusCode} {response.ReasonPhrase}{(challenge.Length > 0 ? ", WWW-Authenticate: " + challenge : "")}");
    }

    private static Dictionary<string, string> HeadersOf(HttpResponseMessage response) => response.Headers.Concat(response.Content.Headers)
        .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
}
