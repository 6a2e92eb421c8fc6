using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Fairlead.Bench.Loads;

/// <summary>A connection that sends a request and looks now and then whether the reply is there.</summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _request;
    private readonly byte[] _buffer = new byte[256 * 1024];
    private int _received;

    public LoadConnection(Uri url, byte[] request)
    {
        _request = request;
        _socket.Connect(url.Host, url.Port);
        _socket.Blocking = false;
    }

    /// <summary>When the request that is under way was to be sent.</summary>
    public long Due { get; private set; }

    public void Send(long due)
    {
        Due = due;
        _received = 0;
        var sent = _socket.Send(_request, SocketFlags.None, out var error);
        if (sent != _request.Length) throw new InvalidOperationException($"The request is too long to be sent at once ({error}).");
    }

    /// <summary>Takes what has arrived, without waiting.</summary>
    /// <returns>Whether the reply is whole.</returns>
    /// <exception cref="InvalidOperationException">The reply is an error, or the connection was closed.</exception>
    public bool TryReceive()
    {
        var read = _socket.Receive(_buffer, _received, _buffer.Length - _received, SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock) return false;
        if (error != SocketError.Success || read == 0) throw new InvalidOperationException($"The connection was closed ({error}).");
        _received += read;
        return IsWhole();
    }

    /// <summary>Waits until what it received has a text, as the head of a stream that stays open.</summary>
    public void WaitFor(ReadOnlySpan<byte> text)
    {
        _socket.Blocking = true;
        while (_buffer.AsSpan(0, _received).IndexOf(text) < 0)
        {
            var read = _socket.Receive(_buffer.AsSpan(_received));
            if (read == 0) throw new InvalidOperationException("The connection was closed.");
            _received += read;
        }
    }

    public void Dispose() => _socket.Dispose();

    private bool IsWhole()
    {
        var reply = _buffer.AsSpan(0, _received);
        var head = reply.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        if (!reply.StartsWith("HTTP/1.1 200"u8)) throw new InvalidOperationException($"The reply is wrong: {Encoding.UTF8.GetString(reply)}");
        var at = IndexOfLength(reply[..(head + 2)]);
        if (at < 0) return reply.EndsWith("0\r\n\r\n"u8);
        var length = reply[at..head];
        var end = length.IndexOf((byte)'\r');
        return _received >= head + 4 + int.Parse(end < 0 ? length : length[..end], CultureInfo.InvariantCulture);
    }

    private static int IndexOfLength(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("\r\nContent-Length: "u8);
        if (at < 0) at = head.IndexOf("\r\ncontent-length: "u8);
        return at < 0 ? -1 : at + "\r\nContent-Length: ".Length;
    }
}
