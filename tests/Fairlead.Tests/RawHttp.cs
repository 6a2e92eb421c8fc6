using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Fairlead.Testbed;

namespace Fairlead.Tests;

/// <summary>A connection that sends bytes as they are and reads responses without interpreting them.</summary>
internal sealed class RawHttp : IAsyncDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly ConversationOracle _oracle = new();
    private readonly StringBuilder _events = new();
    private string? _contentType;
    private int _start;
    private int _end;

    private RawHttp(TcpClient client, Uri url)
    {
        _client = client;
        _stream = client.GetStream();
        Url = url;
    }

    public Uri Url { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<RawHttp> ConnectAsync(Uri url)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(url.Host, url.Port, Cancelled);
        return new(client, url);
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _stream.WriteAsync(bytes, Cancelled);

    public Task SendAsync(Post post)
    {
        if (post.Header("MCP-Protocol-Version") is { } named) _oracle.Speaks(named);

        // What a server takes a request for that names no revision (2025-06-18, "Protocol Version Header").
        _oracle.Sent(post.Body, post.Header("MCP-Protocol-Version") ?? "2025-03-26");
        return SendAsync(post.Encode(Url));
    }

    public async Task<RawReply> AskAsync(Post post)
    {
        await SendAsync(post);
        return await ReceiveAsync();
    }

    public async Task<RawReply> ReceiveAsync()
    {
        var (status, headers) = await ReceiveHeadAsync();
        if (headers.TryGetValue("Content-Length", out var length))
        {
            var whole = await ReadAsync(int.Parse(length, CultureInfo.InvariantCulture));
            if (IsMcp) _oracle.Received(whole);
            return new(status, headers, whole);
        }

        var body = new StringBuilder();
        if (headers.ContainsKey("Transfer-Encoding"))
        {
            while (await ReceiveChunkAsync() is { } chunk) body.Append(chunk);
        }

        return new(status, headers, body.ToString());
    }

    public async Task<(int Status, IReadOnlyDictionary<string, string> Headers)> ReceiveHeadAsync()
    {
        var line = await ReadLineAsync();
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync() is { Length: > 0 } header)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            headers.Add(header[..colon], header[(colon + 1)..].Trim());
        }

        _contentType = headers.GetValueOrDefault("Content-Type");
        _events.Clear();
        return (int.Parse(line.AsSpan(9, 3), CultureInfo.InvariantCulture), headers);
    }

    /// <summary>A chunk of a chunked body, or <see langword="null"/> at its end.</summary>
    public async Task<string?> ReceiveChunkAsync()
    {
        var size = int.Parse(await ReadLineAsync(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var chunk = await ReadAsync(size);
        await ReadLineAsync();
        if (_contentType == "text/event-stream") CheckEvents(chunk);
        return size == 0 ? null : chunk;
    }

    private bool IsMcp => _contentType == "application/json" && Url.AbsolutePath.EndsWith("/mcp", StringComparison.Ordinal);

    // An event may come in several chunks, and several in one.
    private void CheckEvents(string chunk)
    {
        _events.Append(chunk);
        var text = _events.ToString();
        var end = text.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0) return;
        _events.Remove(0, end + 2);
        foreach (var line in text[..end].Split('\n'))
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal) || line.StartsWith("data: [", StringComparison.Ordinal)) _oracle.Received(line["data: ".Length..]);
        }
    }

    /// <summary>Whether the server closes the connection without a word.</summary>
    public async Task<bool> IsClosedAsync() => _start == _end && await _stream.ReadAsync(_buffer, Cancelled) == 0;

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return default;
    }

    private async Task<string> ReadLineAsync()
    {
        var line = new List<byte>();
        while (true)
        {
            var b = await ReadByteAsync();
            if (b == '\n') return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(b);
        }
    }

    private async Task<string> ReadAsync(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++) bytes[i] = await ReadByteAsync();
        return Encoding.UTF8.GetString(bytes);
    }

    private async ValueTask<byte> ReadByteAsync()
    {
        if (_start == _end)
        {
            _start = 0;
            _end = await _stream.ReadAsync(_buffer, Cancelled);
            if (_end == 0) throw new EndOfStreamException("The server has closed the connection.");
        }

        return _buffer[_start++];
    }
}
