using Fairlead.Http.Sessions;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Tests.Http.Sessions;

/// <summary>What the store in memory keeps, and for how long.</summary>
public sealed class MemoryEventStoreTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly McpSessionOptions _options = new();

    [Fact]
    public async Task It_gives_a_streams_events_after_a_number()
    {
        var store = new MemoryEventStore(_options, _time);
        await FillAsync(store, "a", 1, 3);
        await FillAsync(store, "a", 2, 1);
        await FillAsync(store, "b", 1, 2);
        Assert.Equal([2L, 3L], await ReadAsync(store, "a", 1, after: 1));
        Assert.Equal([1L, 2L], await ReadAsync(store, "b", 1));
        Assert.Empty(await ReadAsync(store, "a", 3));
        await store.RemoveAsync("a", default);
        Assert.Empty(await ReadAsync(store, "a", 1));
        Assert.Equal([1L, 2L], await ReadAsync(store, "b", 1));
    }

    [Fact]
    public async Task It_forgets_what_is_old()
    {
        var store = new MemoryEventStore(_options, _time);
        await FillAsync(store, "a", 1, 2);
        _time.Advance(TimeSpan.FromMinutes(3));
        await FillAsync(store, "a", 1, 1, first: 3);
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal([3L], await ReadAsync(store, "a", 1));
    }

    [Fact]
    public async Task It_keeps_no_more_than_its_number_and_the_newest_of_it()
    {
        _options.MaxEvents = 8;
        var store = new MemoryEventStore(_options, _time);
        for (var stream = 1; stream <= 5; stream++) await FillAsync(store, "a", stream, 2);
        Assert.Empty(await ReadAsync(store, "a", 1));
        for (var stream = 2; stream <= 5; stream++) Assert.Equal([1L, 2L], await ReadAsync(store, "a", stream));
    }

    [Fact]
    public async Task It_keeps_no_more_than_its_bytes()
    {
        _options.MaxEventBytes = 65_536;
        var store = new MemoryEventStore(_options, _time);
        for (var stream = 1; stream <= 6; stream++) await FillAsync(store, "a", stream, 1, size: 16_000);
        Assert.Empty(await ReadAsync(store, "a", 2));
        Assert.Single(await ReadAsync(store, "a", 3));
        await FillAsync(store, "a", 7, 1, size: 100_000);
        Assert.Empty(await ReadAsync(store, "a", 7));
    }

    [Fact]
    public async Task One_stream_cannot_push_out_all_others()
    {
        _options.MaxEvents = 40;
        var store = new MemoryEventStore(_options, _time);
        await FillAsync(store, "quiet", 1, 1);
        await FillAsync(store, "loud", 1, 1000);
        Assert.Single(await ReadAsync(store, "quiet", 1));
        Assert.Equal(Enumerable.Range(991, 10).Select(i => (long)i), await ReadAsync(store, "loud", 1));
    }

    private static async Task FillAsync(MemoryEventStore store, string session, int stream, int count, int first = 1, int size = 10)
    {
        for (var i = 0; i < count; i++) await store.AppendAsync(session, stream, new(first + i, new byte[size], false), default);
    }

    private static async Task<IEnumerable<long>> ReadAsync(MemoryEventStore store, string session, int stream, long after = 0) =>
        (await store.ReadAsync(session, stream, after, default)).Select(streamEvent => streamEvent.Number);
}
