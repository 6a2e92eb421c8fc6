namespace Fairlead.Http.Sessions;

/// <summary>Keeps events in memory: bounded in number, bytes and age, the oldest first to go.</summary>
internal sealed class MemoryEventStore(McpSessionOptions options, TimeProvider time) : IEventStore
{
    private const int SharesOfAll = 4;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<int, Stream>> _sessions = new(StringComparer.Ordinal);

    // All events in the order in which they came, those dropped before their time among them.
    private readonly Queue<Entry> _byAge = new();
    private int _count;
    private long _bytes;

    public ValueTask AppendAsync(string session, int stream, StreamEvent streamEvent, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_sessions.TryGetValue(session, out var streams)) _sessions[session] = streams = [];
            if (!streams.TryGetValue(stream, out var events)) streams[stream] = events = new();
            var entry = new Entry(session, stream, streamEvent, time.GetTimestamp());
            events.Entries.Enqueue(entry);
            events.Bytes += entry.Size;
            _byAge.Enqueue(entry);
            _count++;
            _bytes += entry.Size;
            while (events.Entries.Count > 1 && (events.Entries.Count > options.MaxEvents / SharesOfAll || events.Bytes > options.MaxEventBytes / SharesOfAll)) DropFirst(events);
            DropOld();
        }

        return default;
    }

    public ValueTask<IReadOnlyList<StreamEvent>> ReadAsync(string session, int stream, long after, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            DropOld();
            return _sessions.TryGetValue(session, out var streams) && streams.TryGetValue(stream, out var events)
                ? new([.. events.Entries.Select(static entry => entry.Event!).Where(streamEvent => streamEvent.Number > after)])
                : new((IReadOnlyList<StreamEvent>)[]);
        }
    }

    public ValueTask RemoveAsync(string session, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_sessions.TryGetValue(session, out var streams)) return default;
            foreach (var events in streams.Values.ToArray())
            {
                while (events.Entries.Count > 0) DropFirst(events);
            }
        }

        return default;
    }

    private void DropOld()
    {
        while (_byAge.TryPeek(out var oldest))
        {
            if (oldest.Event is null)
            {
                _byAge.Dequeue();
                continue;
            }

            var isOld = time.GetElapsedTime(oldest.Timestamp) > options.ResumeTimeout;
            if (!isOld && _count <= options.MaxEvents && _bytes <= options.MaxEventBytes) return;
            DropFirst(_sessions[oldest.Session][oldest.Stream]);
        }
    }

    private void DropFirst(Stream events)
    {
        var entry = events.Entries.Dequeue();
        entry.Event = null;
        events.Bytes -= entry.Size;
        _count--;
        _bytes -= entry.Size;
        if (events.Entries.Count > 0) return;
        var streams = _sessions[entry.Session];
        streams.Remove(entry.Stream);
        if (streams.Count == 0) _sessions.Remove(entry.Session);
    }

    private sealed class Stream
    {
        public Queue<Entry> Entries { get; } = new();

        public long Bytes { get; set; }
    }

    private sealed class Entry(string session, int stream, StreamEvent streamEvent, long timestamp)
    {
        public string Session { get; } = session;

        public int Stream { get; } = stream;

        public long Timestamp { get; } = timestamp;

        public int Size { get; } = streamEvent.Message.Length;

        /// <summary>The event, or <see langword="null"/> once it was dropped.</summary>
        public StreamEvent? Event { get; set; } = streamEvent;
    }
}
