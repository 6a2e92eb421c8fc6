using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Cli.Running;

/// <summary>
/// Carries messages between a client on stdio and a server on Streamable HTTP, in every revision and byte for byte. What HTTP
/// wants beside the messages, sessions and headers, is taken from the messages themselves.
/// </summary>
internal sealed class HttpBridge : IAsyncDisposable
{
    private const string SessionHeader = "Mcp-Session-Id";
    private const int MaxReconnections = 5;

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _open = new();
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _subscriptions = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly MirroredHeaders _mirrored = new();
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Uri _url;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _headers;
    private readonly MessageWriter _client;
    private readonly TextWriter _notes;
    private string? _session;
    private string? _revision;
    private Task _listening = Task.CompletedTask;

    public HttpBridge(Uri url, IReadOnlyList<KeyValuePair<string, string>> headers, MessageWriter client, TextWriter notes)
    {
        _url = url;
        _headers = headers;
        _client = client;
        _notes = notes;
    }

    /// <summary>Until the client has said all, and has all replies.</summary>
    public async Task RunAsync(Stream input, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(_ending.Cancel);
        var posts = new List<Task>();
        await foreach (var line in MessageLines.ReadAsync(input, cancellationToken))
        {
            var heads = MessageHead.ReadAll(line.Span);
            if (heads is [{ Method: "notifications/cancelled" }] && Cancel(line)) continue;
            var post = PostAsync(line, heads, _ending.Token);
            // Requests wait for their replies side by side; all others keep their order.
            if (heads.Any(static head => head.IsRequest)) posts.Add(post);
            else await post;
            posts.RemoveAll(static done => done.IsCompletedSuccessfully);
        }

        // A stream of a subscription never ends by itself.
        foreach (var stream in _subscriptions.Values) await stream.CancelAsync();
        await Task.WhenAll(posts);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _listening;
        if (_session is not null) await EndSessionAsync();
        _http.Dispose();
        _ending.Dispose();
    }

    // From 2026-07-28 on a request is cancelled by closing its stream; before, by telling the server.
    private bool Cancel(ReadOnlyMemory<byte> line)
    {
        if (_revision is not null || JsonNode.Parse(line.Span)?["params"]?["requestId"] is not { } id || !_open.TryGetValue(id.ToJsonString(), out var stream)) return false;
        _ = stream.CancelAsync();
        return true;
    }

    private async Task PostAsync(ReadOnlyMemory<byte> line, IReadOnlyList<MessageHead> heads, CancellationToken cancellationToken)
    {
        string[] ids = [.. heads.Where(static head => head.IsRequest).Select(static head => head.Id!)];
        using var own = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        foreach (var id in ids) _open[id] = own;
        if (heads is [{ Method: "subscriptions/listen", Id: { } subscription }]) _subscriptions[subscription] = own;

        try
        {
            using var request = Request(HttpMethod.Post);
            request.Headers.Accept.ParseAdd("application/json, text/event-stream");
            request.Content = new ReadOnlyMemoryContent(line);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            foreach (var (name, value) in _mirrored.Of(line)) request.Headers.TryAddWithoutValidation(name, value);
            using var reply = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, own.Token);
            if (heads.Any(static head => head.Method == "initialize") && reply.Headers.TryGetValues(SessionHeader, out var session)) _session = session.First();
            await ForwardAsync(reply, ids, own.Token);
            if (heads.Any(static head => head.Method == "notifications/initialized")) _listening = ListenAsync(_ending.Token);
        }
        catch (OperationCanceledException)
        {
            // The client has given it up, or is gone.
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            await FailAsync(ids, $"{_url} cannot be reached: {exception.Message.ReplaceLineEndings(" ")}", cancellationToken);
        }
        finally
        {
            foreach (var id in ids)
            {
                _open.TryRemove(id, out _);
                _subscriptions.TryRemove(id, out _);
            }
        }
    }

    private async Task ForwardAsync(HttpResponseMessage reply, string[] ids, CancellationToken cancellationToken)
    {
        var waiting = new HashSet<string>(ids);
        if (reply.Content.Headers.ContentType?.MediaType == "text/event-stream" && reply.IsSuccessStatusCode)
        {
            var cursor = await ForwardEventsAsync(reply, waiting, cancellationToken);
            // A server may close a stream and go on later, where it has said by which event.
            for (var attempt = 0; waiting.Count > 0 && cursor.LastId is { Length: > 0 } && attempt < MaxReconnections; attempt++)
            {
                await Task.Delay(cursor.Delay, cancellationToken);
                using var request = Request(HttpMethod.Get);
                request.Headers.Accept.ParseAdd("text/event-stream");
                request.Headers.TryAddWithoutValidation("Last-Event-ID", cursor.LastId);
                using var resumed = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                if (!resumed.IsSuccessStatusCode) break;
                cursor = await ForwardEventsAsync(resumed, waiting, cancellationToken);
            }

            await FailAsync(waiting, "The server ended its stream before it replied.", cancellationToken);
            return;
        }

        var body = await reply.Content.ReadAsByteArrayAsync(cancellationToken);
        var heads = MessageHead.ReadAll(body);
        if (heads.Any(static head => head.IsResponse))
        {
            await HearAsync(OneLine(body), heads, waiting, cancellationToken);
        }

        if (reply.IsSuccessStatusCode && ids.Length == 0) return;
        var reason = ErrorOf(body) ?? reply.ReasonPhrase ?? "";
        await FailAsync(waiting, $"{_url} answered {(int)reply.StatusCode}: {reason}", cancellationToken);
        if (ids.Length == 0) _notes.WriteLine($"fairlead: {_url} answered {(int)reply.StatusCode}: {Output.Plain.Line(reason)}");
    }

    private async Task<(string? LastId, TimeSpan Delay)> ForwardEventsAsync(HttpResponseMessage reply, HashSet<string> waiting, CancellationToken cancellationToken)
    {
        await using var stream = await reply.Content.ReadAsStreamAsync(cancellationToken);
        var parser = SseParser.Create(stream, static (_, data) => data.ToArray());
        try
        {
            await foreach (var item in parser.EnumerateAsync(cancellationToken))
            {
                if (item.Data.Length > 0) await HearAsync(OneLine(item.Data), MessageHead.ReadAll(item.Data), waiting, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException && parser.LastEventId.Length > 0)
        {
            // It broke off; it goes on after the last event.
        }

        return (parser.LastEventId, parser.ReconnectionInterval is { Ticks: > 0 } said ? said : TimeSpan.FromSeconds(1));
    }

    private async Task HearAsync(ReadOnlyMemory<byte> message, IReadOnlyList<MessageHead> heads, HashSet<string> waiting, CancellationToken cancellationToken)
    {
        foreach (var head in heads.Where(static head => head.IsResponse)) waiting.Remove(head.Id!);
        if (heads.Any(static head => head.IsResponse) && JsonNode.Parse(message.Span) is JsonObject reply)
        {
            _mirrored.Learn(reply);
            // Only the reply to initialize has it.
            if (reply["result"] is JsonObject result && result["protocolVersion"] is JsonValue revision) _revision = revision.ToString();
        }

        await _client.WriteAsync(message, cancellationToken);
    }

    // What a server says unasked, before 2026-07-28. Not every server has such a stream.
    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        string? lastId = null;
        try
        {
            while (true)
            {
                using var request = Request(HttpMethod.Get);
                request.Headers.Accept.ParseAdd("text/event-stream");
                if (lastId is { Length: > 0 }) request.Headers.TryAddWithoutValidation("Last-Event-ID", lastId);
                using var reply = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                if (reply.StatusCode != HttpStatusCode.OK) return;
                var cursor = await ForwardEventsAsync(reply, [], cancellationToken);
                lastId = cursor.LastId;
                await Task.Delay(cursor.Delay, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            _notes.WriteLine($"fairlead: {_url} no longer tells of changes: {Output.Plain.Line(exception.Message)}");
        }
    }

    private async Task EndSessionAsync()
    {
        try
        {
            using var request = Request(HttpMethod.Delete);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            using var reply = await _http.SendAsync(request, patience.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            // It expires by itself.
        }
    }

    private HttpRequestMessage Request(HttpMethod method)
    {
        var request = new HttpRequestMessage(method, _url);
        foreach (var (name, value) in _headers) request.Headers.TryAddWithoutValidation(name, value);
        if (_session is not null) request.Headers.TryAddWithoutValidation(SessionHeader, _session);
        // 2024-11-05 and 2025-03-26 do not know the header, and servers let it be.
        if (_revision is not null) request.Headers.TryAddWithoutValidation(MirroredHeaders.Revision, _revision);
        return request;
    }

    private async Task FailAsync(IEnumerable<string> ids, string reason, CancellationToken cancellationToken)
    {
        foreach (var id in ids) await _client.WriteAsync(JsonRpcText.Error(id, reason), cancellationToken);
    }

    private static string? ErrorOf(byte[] body)
    {
        try
        {
            return (string?)JsonNode.Parse(body)?["error"]?["message"];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Line ends within JSON can only stand between its tokens.
    private static byte[] OneLine(byte[] message)
    {
        foreach (ref var character in message.AsSpan())
        {
            if (character is (byte)'\n' or (byte)'\r') character = (byte)' ';
        }

        return message;
    }
}
