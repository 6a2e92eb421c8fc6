using System.Text;

namespace Fairlead.Bench.Requests;

/// <summary>Requests one at a time, whose replies are looked at.</summary>
internal static class HttpConversation
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Asks once.</summary>
    /// <exception cref="InvalidOperationException">The reply is not what it must be.</exception>
    public static async Task<byte[]> AskAsync(Uri url, HttpCall call)
    {
        using var response = await SendAsync(url, call);
        return await ReadAsync(response, call);
    }

    /// <summary>Opens a session, as a client of 2025-11-25 does.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> OpenSessionAsync(Uri url)
    {
        using var response = await SendAsync(url, HttpCall.Initialize);
        await ReadAsync(response, HttpCall.Initialize);
        var id = response.Headers.GetValues("Mcp-Session-Id").Single();
        var initialized = new HttpCall("""{"jsonrpc":"2.0","method":"notifications/initialized"}""", [("MCP-Protocol-Version", "2025-11-25")], []);
        using var accepted = await SendAsync(url, initialized.InSession(id));
        accepted.EnsureSuccessStatusCode();
        return id;
    }

    private static async Task<HttpResponseMessage> SendAsync(Uri url, HttpCall call)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(call.Body)) };
        foreach (var (name, value) in call.AllHeaders)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request);
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, HttpCall call)
    {
        var reply = await response.Content.ReadAsByteArrayAsync();
        var text = Encoding.UTF8.GetString(reply);
        if (!response.IsSuccessStatusCode || call.Expected.FirstOrDefault(expected => !text.Contains(expected, StringComparison.Ordinal)) is not null)
        {
            throw new InvalidOperationException($"The reply to {call.Body[..Math.Min(200, call.Body.Length)]} is wrong: {(int)response.StatusCode} {text[..Math.Min(500, text.Length)]}");
        }

        return reply;
    }
}
