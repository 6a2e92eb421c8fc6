using System.Text.Json.Nodes;

namespace Fairlead.Cli.Running;

/// <summary>What a new process is told of the conversation before it, and which of its replies the client has seen already.</summary>
internal sealed class Replay
{
    private static readonly (string Capability, string Filter, string Method)[] Lists =
    [
        ("tools", "toolsListChanged", "notifications/tools/list_changed"),
        ("resources", "resourcesListChanged", "notifications/resources/list_changed"),
        ("prompts", "promptsListChanged", "notifications/prompts/list_changed"),
    ];

    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _streams;
    private readonly HashSet<string> _ids = [];
    private readonly string? _handshake;
    private JsonNode? _capabilities;
    private int _acknowledgements;

    public Replay(Conversation conversation)
    {
        _streams = conversation.Streams;
        _acknowledgements = _streams.Count;
        if (conversation.Handshake is not var (initialize, initialized))
        {
            First = [];
            Then = _streams;
            _answered.SetResult();
            return;
        }

        _handshake = Expect(initialize);
        First = [initialize];
        Then = [.. initialized is { } line ? [line] : Array.Empty<ReadOnlyMemory<byte>>(), .. conversation.Settings, .. _streams];
        foreach (var setting in conversation.Settings) Expect(setting);
    }

    /// <summary>What is sent first.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> First { get; }

    /// <summary>What is sent once that was answered.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Then { get; }

    public Task Answered => _answered.Task;

    /// <summary>Takes a message that only repeats what the client knows.</summary>
    public bool Take(MessageHead head, ReadOnlyMemory<byte> line)
    {
        if (head.Method == "notifications/subscriptions/acknowledged" && Interlocked.Decrement(ref _acknowledgements) >= 0) return true;
        if (!head.IsResponse || !_ids.Remove(head.Id!)) return false;
        if (head.Id != _handshake) return true;
        _capabilities = JsonNode.Parse(line.Span)?["result"]?["capabilities"];
        _answered.TrySetResult();
        return true;
    }

    /// <summary>The process ended.</summary>
    public void Fail() => _answered.TrySetException(new IOException("The server ended."));

    /// <summary>What the client is told: that every list may have changed that it can know of.</summary>
    public IEnumerable<byte[]> Notifications()
    {
        foreach (var (capability, _, method) in Lists)
        {
            if (_capabilities?[capability] is not null) yield return JsonRpcText.Notification(method, null);
        }

        foreach (var stream in _streams)
        {
            var request = JsonNode.Parse(stream.Span)!;
            foreach (var (_, filter, method) in Lists)
            {
                if (request["params"]?["notifications"]?[filter] is not JsonValue value || !value.TryGetValue<bool>(out var isWanted) || !isWanted) continue;
                yield return JsonRpcText.Notification(method, new JsonObject { ["_meta"] = new JsonObject { ["io.modelcontextprotocol/subscriptionId"] = request["id"]!.DeepClone() } });
            }
        }
    }

    private string Expect(ReadOnlyMemory<byte> line)
    {
        var id = MessageHead.ReadAll(line.Span)[0].Id!;
        _ids.Add(id);
        return id;
    }
}
