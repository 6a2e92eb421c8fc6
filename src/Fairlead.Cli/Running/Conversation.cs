using System.Text.Json.Nodes;

namespace Fairlead.Cli.Running;

/// <summary>
/// What a client and a server have said to each other, as far as a new process of the server must know it: the handshake, the
/// level of logs and the subscriptions of clients before 2026-07-28, streams of later ones, and requests without a reply.
/// </summary>
internal sealed class Conversation
{
    private const string Listen = "subscriptions/listen";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Method, ReadOnlyMemory<byte> Line)> _requests = [];
    private readonly HashSet<string> _questions = [];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _settings = [];
    private ReadOnlyMemory<byte>? _initialize;
    private ReadOnlyMemory<byte>? _initialized;

    /// <summary>The handshake that a new process must see; none where there was none.</summary>
    public (ReadOnlyMemory<byte> Initialize, ReadOnlyMemory<byte>? Initialized)? Handshake
    {
        get
        {
            lock (_lock) return _initialize is { } initialize ? (initialize, _initialized) : null;
        }
    }

    /// <summary>Requests by which the client has set something, to be sent to a new process.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Settings
    {
        get
        {
            lock (_lock) return [.. _settings.Values];
        }
    }

    /// <summary>Streams that are open, to be opened in a new process.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Streams
    {
        get
        {
            lock (_lock) return [.. _requests.Values.Where(static request => request.Method == Listen).Select(static request => request.Line)];
        }
    }

    /// <summary>Whether a request is one for a stream that is open.</summary>
    public bool IsStream(string id)
    {
        lock (_lock) return _requests.TryGetValue(id, out var request) && request.Method == Listen;
    }

    /// <summary>Remembers what the client says.</summary>
    /// <returns>Whether the process that runs now can know what it is about.</returns>
    public bool HearClient(MessageHead head, ReadOnlyMemory<byte> line)
    {
        lock (_lock)
        {
            if (head.IsResponse) return _questions.Remove(head.Id!);
            if (head.IsRequest) _requests[head.Id!] = (head.Method!, line);
            if (head.Method == "notifications/initialized") _initialized = line;
            if (head.Method == "notifications/cancelled" && JsonNode.Parse(line.Span)?["params"]?["requestId"] is { } id) _requests.Remove(id.ToJsonString());
            return true;
        }
    }

    /// <summary>Remembers what the server says.</summary>
    public void HearServer(MessageHead head, bool isError)
    {
        lock (_lock)
        {
            if (head.IsRequest) _questions.Add(head.Id!);
            if (!head.IsResponse || !_requests.Remove(head.Id!, out var request) || isError) return;
            switch (request.Method)
            {
                case "initialize":
                    _initialize = request.Line;
                    break;
                case "logging/setLevel":
                    _settings[request.Method] = request.Line;
                    break;
                case "resources/subscribe":
                    _settings[Uri(request.Line)] = request.Line;
                    break;
                case "resources/unsubscribe":
                    _settings.Remove(Uri(request.Line));
                    break;
            }
        }
    }

    /// <summary>Forgets a process that has ended.</summary>
    /// <returns>The ids of requests that it will never reply to, and of questions that nobody waits for any more.</returns>
    public (IReadOnlyList<string> Requests, IReadOnlyList<string> Questions) Break(bool isRestarted)
    {
        lock (_lock)
        {
            string[] lost = [.. _requests.Where(request => !isRestarted || request.Value.Method != Listen).Select(static request => request.Key)];
            foreach (var id in lost) _requests.Remove(id);
            string[] questions = [.. _questions];
            _questions.Clear();
            return (lost, questions);
        }
    }

    private static string Uri(ReadOnlyMemory<byte> line) => JsonNode.Parse(line.Span)?["params"]?["uri"]?.ToString() ?? "";
}
