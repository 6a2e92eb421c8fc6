using System.Net.Sockets;
using System.Text;

namespace Fairlead.Bench.Soak;

/// <summary>
/// What clients do: call well and badly, without a token, too often, byte by byte, and leave without a word. Each component has
/// either only clients who wait for the reply, so that their counts must agree to the last call, or only clients who vanish.
/// </summary>
internal sealed class Traffic(Uri url, string reader, string refunder, Tally tally) : IDisposable
{
    /// <summary>The tool that only clients call who do not wait for the reply.</summary>
    public const string Abandoned = "list_tables";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(4);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Everybody at once, until told to stop.</summary>
    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(
        RepeatAsync(1, () => CallAsync("search_orders", """{"customer":"ada","limit":5}"""), stopping),
        RepeatAsync(1, () => CallAsync("search_orders", """{"status":"delivered","limit":50}"""), stopping),
        RepeatAsync(2, () => CallAsync("search_orders", """{"limit":0,"status":"lost"}"""), stopping),
        RepeatAsync(5, () => CallAsync("query_database", """{"sql":"SELECT status, count(*) FROM orders GROUP BY status"}"""), stopping),
        RepeatAsync(50, () => CallAsync("query_database", """{"sql":"DELETE FROM orders"}"""), stopping),
        RepeatAsync(50, () => CallAsync("refund_order", """{"order_id":2,"reason":"soak"}""", refunder), stopping),
        RepeatAsync(10, () => AskAsync(null, "tools/call", "search_orders", """ "name":"search_orders","arguments":{} """), stopping),
        RepeatAsync(10, () => AskAsync(reader, "tools/list", "", ""), stopping),
        RepeatAsync(10, () => AskAsync(reader, "resources/read", "schema://tables", """ "uri":"schema://tables" """), stopping),
        RepeatAsync(10, () => AskAsync(reader, "prompts/get", "sql_expert", """ "name":"sql_expert","arguments":{"question":"How many?"} """), stopping),
        RepeatAsync(25, SessionAsync, stopping),
        RepeatAsync(25, SlowAsync, stopping),
        RepeatAsync(25, SlowAsync, stopping),
        RepeatAsync(5, () => VanishAsync(whole: true), stopping),
        RepeatAsync(5, () => VanishAsync(whole: false), stopping),
        RepeatAsync(10, ListenAndVanishAsync, stopping));

    public void Dispose() => _http.Dispose();

    private async Task RepeatAsync(int pauses, Func<Task> act, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await act();
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or OperationCanceledException)
            {
                tally.Surprise($"{exception.GetType().Name}: {exception.Message}");
            }

            await Task.Delay(Pause * pauses, CancellationToken.None);
        }
    }

    private Task CallAsync(string tool, string arguments, string? token = null) =>
        AskAsync(token ?? reader, "tools/call", tool, $"\"name\":\"{tool}\",\"arguments\":{arguments}");

    private async Task AskAsync(string? token, string method, string name, string parameters)
    {
        using var request = Requests.Post(url, token, method, name, parameters);
        using var reply = await _http.SendAsync(request);
        Judge(name.Length > 0 ? name : method, (int)reply.StatusCode, await reply.Content.ReadAsStringAsync());
    }

    private void Judge(string name, int status, string body)
    {
        var outcome = (status, body) switch
        {
            (401, _) => "unauthenticated",
            (429, _) => "limited",
            (200, _) when body.Contains("\"isError\":true", StringComparison.Ordinal) => "tool_error",
            (200, _) when body.Contains("\"resultType\":\"input_required\"", StringComparison.Ordinal) => "input_required",
            (200, _) when body.Contains("\"result\":", StringComparison.Ordinal) => "ok",
            _ => null,
        };
        if (outcome is null) tally.Surprise($"{name}: {status} {body}");
        else tally.Count(name, outcome);
    }

    // A client of 2025-11-25: says hello, calls, and says good-bye.
    private async Task SessionAsync()
    {
        var session = await PostAsync(null, """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"soak","version":"1"}}}""");
        await PostAsync(session, """{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await PostAsync(session, """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"search_orders","arguments":{"limit":1}}}""", "search_orders");
        using var end = Session(HttpMethod.Delete, session);
        using var ended = await _http.SendAsync(end);
        if ((int)ended.StatusCode != 204) tally.Surprise($"DELETE: {(int)ended.StatusCode}");
    }

    private async Task<string?> PostAsync(string? session, string body, string? name = null)
    {
        using var request = Session(HttpMethod.Post, session);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var reply = await _http.SendAsync(request);
        var text = await reply.Content.ReadAsStringAsync();
        if (name is not null) Judge(name, (int)reply.StatusCode, text);
        else if (!reply.IsSuccessStatusCode) tally.Surprise($"{body}: {(int)reply.StatusCode} {text}");
        return reply.Headers.TryGetValues("Mcp-Session-Id", out var ids) ? ids.First() : session;
    }

    private HttpRequestMessage Session(HttpMethod method, string? session)
    {
        var request = new HttpRequestMessage(method, url) { Headers = { { "Authorization", $"Bearer {reader}" }, { "Accept", "application/json, text/event-stream" } } };
        if (session is not null) request.Headers.Add("Mcp-Session-Id", session);
        return request;
    }

    // Sends and reads in small pieces.
    private async Task SlowAsync()
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        foreach (var piece in Requests.Raw(url, reader, "tools/call", "search_orders", "\"name\":\"search_orders\",\"arguments\":{\"limit\":20}").Chunk(64))
        {
            await stream.WriteAsync(piece);
            await Task.Delay(20);
        }

        var reply = new StringBuilder();
        var buffer = new byte[512];
        while (await stream.ReadAsync(buffer) is > 0 and var read)
        {
            reply.Append(Encoding.UTF8.GetString(buffer, 0, read));
            await Task.Delay(10);
        }

        var text = reply.ToString();
        Judge("search_orders", text.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) ? 200 : 0, text);
    }

    private async Task VanishAsync(bool whole)
    {
        using var client = await ConnectAsync();
        var request = Requests.Raw(url, reader, "tools/call", Abandoned, $"\"name\":\"{Abandoned}\",\"arguments\":{{}}");
        await client.GetStream().WriteAsync(whole ? request : request.AsMemory(0, request.Length - 10));
        if (whole)
        {
            // Before the call runs, while it does, or when its reply is on the way.
            tally.Count(Abandoned, "abandoned");
            await Task.Delay(Random.Shared.Next(8));
        }

        // With a reset instead of a farewell.
        client.LingerState = new LingerOption(true, 0);
    }

    private async Task ListenAndVanishAsync()
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        await stream.WriteAsync(Requests.Raw(url, reader, "subscriptions/listen", "", "\"notifications\":{\"toolsListChanged\":true}"));
        var buffer = new byte[1024];
        var read = await stream.ReadAsync(buffer);
        var text = Encoding.UTF8.GetString(buffer, 0, read);
        if (text.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal)) tally.Count("subscriptions/listen", "opened");
        else tally.Surprise("subscriptions/listen: " + text);
        client.LingerState = new LingerOption(true, 0);
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(url.Host, url.Port);
        return client;
    }
}
