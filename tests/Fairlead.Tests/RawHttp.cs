using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Fairlead.Tests;

/// <summary>A connection that sends bytes as they are and reads responses without interpreting them.</summary>
internal sealed class RawHttp : IAsyncDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly byte[] _buffer = new byte[64 * 1024];
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

    public Task SendAsync(Post post) => SendAsync(post.Encode(Url));

    public async Task<RawReply> AskAsync(Post post)
    {
        await SendAsync(post);
        return await ReceiveAsync();
    }

    public async Task<RawReply> ReceiveAsync()
    {
        var (status, headers) = await ReceiveHeadAsync();
        if (headers.TryGetValue("Content-Length", out var length)) return new(status, headers, await ReadAsync(int.Parse(length, CultureInfo.InvariantCulture)));
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

        return (int.Parse(line.AsSpan(9, 3), CultureInfo.InvariantCulture), headers);
    }

    /// <summary>A chunk of a chunked body, or <see langword="null"/> at its end.</summary>
    public async Task<string?> ReceiveChunkAsync()
    {
        var size = int.Parse(await ReadLineAsync(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var chunk = await ReadAsync(size);
        await ReadLineAsync();
        return size == 0 ? null : chunk;
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
