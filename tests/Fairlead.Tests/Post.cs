using System.Text;

namespace Fairlead.Tests;

/// <summary>A POST as it goes over the wire. Headers set to <see langword="null"/> are left out.</summary>
internal sealed class Post
{
    private readonly List<KeyValuePair<string, string?>> _headers = [];

    public Post(string body) : this(Encoding.UTF8.GetBytes(body))
    {
    }

    public Post(byte[] body)
    {
        Body = body;
        With("Content-Type", "application/json");
        With("Accept", "application/json, text/event-stream");
    }

    public byte[] Body { get; }

    public string Verb { get; init; } = "POST";

    public static Post Legacy(string method, string members = "", string? version = "2025-11-25", string id = "1") =>
        new Post(Message(method, members, id)).With("MCP-Protocol-Version", version);

    public static Post Modern(string method, string members = "", string? name = null, string id = "1", string meta = Meta)
    {
        var separator = members.Length > 0 && meta.Length > 0 ? "," : "";
        return new Post(Message(method, members + separator + meta, id))
            .With("MCP-Protocol-Version", "2026-07-28").With("Mcp-Method", method).With("Mcp-Name", name);
    }

    public const string Meta = """
        "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}
        """;

    public static Post Call(string tool, string arguments = "{}", string meta = Meta) =>
        Modern("tools/call", $$"""
            "name":"{{tool}}","arguments":{{arguments}}
            """, tool, meta: meta);

    /// <summary>The value of a header, or <see langword="null"/>.</summary>
    public string? Header(string name) => _headers.Find(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Sets a header, or removes it.</summary>
    public Post With(string name, string? value)
    {
        _headers.RemoveAll(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        return And(name, value);
    }

    /// <summary>Adds a header, also where there is one of that name.</summary>
    public Post And(string name, string? value)
    {
        if (value is not null) _headers.Add(new(name, value));
        return this;
    }

    private static string Message(string method, string members, string id) =>
        $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{""" + members + "}}";

    /// <summary>The bytes of the request.</summary>
    public byte[] Encode(Uri url) => [.. Head(url, $"Content-Length: {Body.Length}"), .. Body];

    /// <summary>The bytes of the request, its body in chunks of a size.</summary>
    public byte[] EncodeChunked(Uri url, int size)
    {
        var bytes = new List<byte>(Head(url, "Transfer-Encoding: chunked"));
        foreach (var chunk in Body.Chunk(size))
        {
            bytes.AddRange(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"));
            bytes.AddRange(chunk);
            bytes.AddRange("\r\n"u8);
        }

        bytes.AddRange("0\r\n\r\n"u8);
        return [.. bytes];
    }

    /// <summary>The request line and headers.</summary>
    public byte[] Head(Uri url, string framing)
    {
        var head = new StringBuilder().Append($"{Verb} {url.PathAndQuery} HTTP/1.1\r\n");
        if (!_headers.Exists(header => header.Key == "Host")) head.Append($"Host: {url.Authority}\r\n");
        foreach (var (name, value) in _headers) head.Append($"{name}: {value}\r\n");
        if (framing.Length > 0 && !_headers.Exists(header => header.Key == "Content-Length")) head.Append(framing).Append("\r\n");
        return Encoding.UTF8.GetBytes(head.Append("\r\n").ToString());
    }
}
