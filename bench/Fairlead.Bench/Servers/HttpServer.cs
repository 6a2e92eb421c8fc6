using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Fairlead.Bench.Servers;

/// <summary>A server that answers over HTTP.</summary>
internal sealed class HttpServer : ServerProcess
{
    private HttpServer(IReadOnlyList<string> command, int port) : base(command, Core, stdio: false) => Url = new($"http://127.0.0.1:{port}/mcp");

    public Uri Url { get; }

    /// <summary>Starts a server and waits until it listens.</summary>
    /// <param name="command">Its command line; <c>PORT</c> stands for the port.</param>
    public static async Task<HttpServer> StartAsync(IReadOnlyList<string> command)
    {
        var port = FreePort();
        var server = new HttpServer([.. command.Select(word => word == "PORT" ? port.ToString(CultureInfo.InvariantCulture) : word)], port);
        for (var attempt = 0; ; attempt++)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
                return server;
            }
            catch (SocketException) when (attempt < 600 && !server.Process.HasExited)
            {
                await Task.Delay(50);
            }
            catch (SocketException)
            {
                var said = server.Said;
                server.Dispose();
                throw new InvalidOperationException($"{string.Join(' ', command)} does not listen:\n{said}");
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
