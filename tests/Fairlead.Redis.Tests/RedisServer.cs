using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Fairlead.Redis.Tests;

/// <summary>A real Redis on a free port of this machine, with its data in a directory of its own, until it is disposed.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("fairlead-redis");
    private readonly int _port;
    private Process? _process;

    private RedisServer(int port) => _port = port;

    public string Address => $"127.0.0.1:{_port}";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<RedisServer> StartAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var server = new RedisServer(port);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts with what was there before. Every change is on disk before it is answered.</summary>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo("redis-server", ["--port", $"{_port}", "--bind", "127.0.0.1", "--dir", _directory.FullName, "--save", "", "--appendonly", "yes", "--appendfsync", "always"])
        {
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        while (await _process.StandardOutput.ReadLineAsync(Cancelled) is { } line)
        {
            if (!line.Contains("Ready to accept connections", StringComparison.Ordinal)) continue;

            // Nobody reads the rest; a full pipe would stop it.
            _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return;
        }

        throw new InvalidOperationException("Redis did not start.");
    }

    /// <summary>Ends without a farewell.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync(Cancelled);
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
        _directory.Delete(recursive: true);
    }
}
