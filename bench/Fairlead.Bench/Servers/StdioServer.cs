using System.Diagnostics;
using System.Text;
using Fairlead.Bench.Requests;

namespace Fairlead.Bench.Servers;

/// <summary>A server that answers over stdio, to a client of 2025-11-25.</summary>
internal sealed class StdioServer : ServerProcess
{
    private readonly byte[] _buffer = new byte[256 * 1024];
    private readonly MemoryStream _batch = new();
    private readonly Stream _input;
    private readonly Stream _output;
    private int _id = 1;

    private StdioServer(IReadOnlyList<string> command, string cores) : base(command, cores, stdio: true)
    {
        _input = Process.StandardInput.BaseStream;
        _output = Process.StandardOutput.BaseStream;
    }

    /// <summary>Starts a server, opens the session and makes the first call.</summary>
    /// <param name="command">Its command line.</param>
    /// <param name="cores">The cores that it may use.</param>
    public static (StdioServer Server, TimeSpan FirstReply) Start(IReadOnlyList<string> command, string cores)
    {
        var start = Stopwatch.GetTimestamp();
        var server = new StdioServer(command, cores);
        server.Ask("""{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"bench","version":"1.0.0"}}}""");
        server.Write("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        var reply = server.Ask(GreetMessages.LegacyCall(server._id++));
        var elapsed = Stopwatch.GetElapsedTime(start);
        GreetMessages.CheckCall(reply);
        return (server, elapsed);
    }

    /// <summary>Calls for so long, with so many calls in flight.</summary>
    /// <returns>Calls per second.</returns>
    public double Load(int inFlight, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var (replies, open) = (0L, 0);
        Send(inFlight);
        open = inFlight;
        while (open > 0)
        {
            var read = _output.Read(_buffer);
            if (read == 0) throw new InvalidOperationException($"The server ended:\n{Said}");
            var chunk = _buffer.AsSpan(0, read);
            if (chunk.IndexOf("\"error\""u8) >= 0) throw new InvalidOperationException($"The server refuses calls: {Encoding.UTF8.GetString(chunk[..Math.Min(read, 500)])}");
            var answered = chunk.Count((byte)'\n');
            replies += answered;
            open -= answered;
            if (answered == 0 || Stopwatch.GetElapsedTime(start) >= duration) continue;
            Send(answered);
            open += answered;
        }

        return replies / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private void Send(int count)
    {
        _batch.SetLength(0);
        for (var i = 0; i < count; i++) GreetMessages.WriteLegacyCall(_batch, _id++);
        _input.Write(_batch.GetBuffer(), 0, (int)_batch.Length);
        _input.Flush();
    }

    private void Write(string message)
    {
        _input.Write(Encoding.UTF8.GetBytes(message + "\n"));
        _input.Flush();
    }

    private string Ask(string message)
    {
        Write(message);
        for (var received = 0; ;)
        {
            var read = _output.Read(_buffer, received, _buffer.Length - received);
            if (read == 0) throw new InvalidOperationException($"The server ended:\n{Said}");
            received += read;
            if (_buffer[received - 1] == '\n') return Encoding.UTF8.GetString(_buffer, 0, received - 1);
        }
    }
}
