using System.Net.Sockets;

namespace Fairlead.Tests.Budgets;

/// <summary>A client that sends one request over and over on one connection, and allocates nothing while it does.</summary>
internal sealed class BusyClient : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _request;
    private readonly byte[] _buffer = new byte[256 * 1024];
    private readonly int _replyLength;

    public BusyClient(Uri url, byte[] request)
    {
        _request = request;
        _socket.Connect(url.Host, url.Port);
        _socket.Send(_request);
        _replyLength = ReceiveFirst();
    }

    /// <summary>The first response.</summary>
    public string Reply { get; private set; } = "";

    public void Send(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _socket.Send(_request);
            for (var rest = _replyLength; rest > 0;) rest -= _socket.Receive(_buffer, 0, Math.Min(rest, _buffer.Length), SocketFlags.None);
        }
    }

    public void Dispose() => _socket.Dispose();

    // Every later response has the length of the first one.
    private int ReceiveFirst()
    {
        var received = 0;
        while (true)
        {
            received += _socket.Receive(_buffer, received, _buffer.Length - received, SocketFlags.None);
            var head = _buffer.AsSpan(0, received).IndexOf("\r\n\r\n"u8);
            if (head < 0) continue;
            Reply = System.Text.Encoding.UTF8.GetString(_buffer, 0, received);
            var start = Reply.IndexOf("Content-Length: ", StringComparison.Ordinal) + "Content-Length: ".Length;
            var length = head + 4 + int.Parse(Reply.AsSpan(start, Reply.IndexOf('\r', start) - start), null);
            if (received >= length) return length;
        }
    }
}
