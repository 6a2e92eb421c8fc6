namespace Fairlead.Tests.Http.Sessions;

/// <summary>Reads a response as server-sent events, however they were cut into chunks.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly RawHttp _connection;
    private string _received = "";

    private EventReader(RawHttp connection, int status, IReadOnlyDictionary<string, string> headers)
    {
        _connection = connection;
        Status = status;
        Headers = headers;
    }

    public int Status { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    public static async Task<EventReader> OpenAsync(RawHttp connection)
    {
        var (status, headers) = await connection.ReceiveHeadAsync();
        return new(connection, status, headers);
    }

    /// <summary>The next event without the empty line at its end, or <see langword="null"/> at the end of the stream.</summary>
    public async Task<string?> NextAsync()
    {
        while (true)
        {
            var end = _received.IndexOf("\n\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                var text = _received[..end];
                _received = _received[(end + 2)..];
                return text;
            }

            if (await _connection.ReceiveChunkAsync() is not { } chunk) return null;
            _received += chunk;
        }
    }

    /// <summary>All events up to the end of the stream.</summary>
    public async Task<List<string>> RestAsync()
    {
        var events = new List<string>();
        while (await NextAsync() is { } text) events.Add(text);
        return events;
    }

    /// <summary>The id of an event.</summary>
    public static string IdOf(string text) => text.Split('\n').Single(line => line.StartsWith("id: ", StringComparison.Ordinal))["id: ".Length..];

    /// <summary>The data of an event.</summary>
    public static string DataOf(string text) => text.Split('\n').Single(line => line.StartsWith("data: ", StringComparison.Ordinal))["data: ".Length..];

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
