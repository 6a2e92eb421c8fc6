using System.Text;
using System.Threading.Channels;
using Fairlead.Engine;
using Fairlead.Engine.Subscriptions;
using Fairlead.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Core.Tests.Engine.Subscriptions;

/// <summary>Those who are told of changes, and when they are told no more.</summary>
public sealed class ListenersTests : IDisposable
{
    private readonly Listeners _listeners = new(maxStreams: 2, maxStreamsPerCaller: 2, new FakeTimeProvider());
    private readonly McpConnection _connection = new("memory", keepsState: true);
    private readonly Recorder _client = new();

    [Fact]
    public async Task A_conversation_that_has_ended_is_told_nothing_more()
    {
        _connection.Standalone = _client;
        _connection.Listener = Conversation("docs://a");
        var other = Conversation("docs://a");
        Assert.True(_listeners.TryAdd(_connection.Listener));
        Assert.True(_listeners.TryAdd(other));
        _connection.Listener.Open();
        _listeners.Tell("docs://a");
        await _client.ReceiveAsync();

        _connection.AbortAll(AbortReason.Cancelled);
        Assert.True(_connection.Listener.Ended.IsCompletedSuccessfully);
        _listeners.Tell("docs://a");
        other.Open();
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"uri":"docs://a"}}""", await _client.ReceiveAsync());
        Assert.False(_client.HasMore);
    }

    [Fact]
    public void A_stream_that_has_ended_gives_its_place_back()
    {
        Listener[] streams = [Stream("1"), Stream("2"), Stream("3")];
        Assert.True(_listeners.TryAdd(streams[0]));
        Assert.True(_listeners.TryAdd(streams[1]));
        Assert.False(_listeners.TryAdd(streams[2]));
        streams[0].End();
        streams[0].End();
        streams[2].End();
        Assert.Equal(1, _listeners.Streams);
        Assert.True(_listeners.TryAdd(streams[2]));
        _listeners.EndAll(_connection);
        Assert.Equal(0, _listeners.Streams);
        Assert.All(streams, stream => Assert.True(stream.Ended.IsCompletedSuccessfully));
    }

    [Fact]
    public void A_server_that_stops_ends_all_and_takes_no_more()
    {
        var stream = Stream("1");
        _listeners.TryAdd(stream);
        _listeners.Close();
        Assert.True(stream.Ended.IsCompletedSuccessfully);
        Assert.False(_listeners.TryAdd(Stream("2")));
    }

    [Fact]
    public async Task What_cannot_be_sent_is_lost_and_what_comes_later_is_not()
    {
        var listener = Stream("1", "docs://a", "docs://b");
        _listeners.TryAdd(listener);
        _client.Fails = true;
        listener.Open("{}"u8.ToArray());
        await _client.ReceiveAsync();
        _client.Fails = false;
        _listeners.Tell("docs://b");
        Assert.Contains("\"uri\":\"docs://b\"", await _client.ReceiveAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => _listeners.Dispose();

    private Listener Conversation(params string[] resources) => new(_listeners, _connection, null, default, ListKinds.Tools, [.. resources]);

    private Listener Stream(string id, params string[] resources) => new(_listeners, _connection, _client, Encoding.UTF8.GetBytes(id), ListKinds.Tools, [.. resources]);

    private sealed class Recorder : MessageChannel
    {
        private readonly Channel<string> _sent = Channel.CreateUnbounded<string>();

        public bool Fails { get; set; }

        public bool HasMore => _sent.Reader.TryPeek(out _);

        public override ValueTask SendAsync(ReadOnlyMemory<byte> message)
        {
            _sent.Writer.TryWrite(Encoding.UTF8.GetString(message.Span));
            return Fails ? ValueTask.FromException(new IOException("The client is gone.")) : default;
        }

        public ValueTask<string> ReceiveAsync() => _sent.Reader.ReadAsync(TestContext.Current.CancellationToken);
    }
}
