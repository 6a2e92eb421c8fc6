using System.Net.Sockets;

namespace Fairlead.Deploy.Tests;

/// <summary>Debian's nginx with the configuration that is shipped, but for addresses and folders.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fairlead-nginx-");
    private readonly int _port = FreePort.Find();
    private ChildProcess? _process;

    private Nginx(IReadOnlyList<Uri> instances, string settings)
    {
        var text = File.ReadAllText(Path.Combine(PublishedServer.Deploy, "nginx", "nginx.conf"));
        foreach (var (from, to) in new[] { ("orders-1:8000", instances[0].Authority), ("orders-2:8000", instances[1].Authority), ("listen 8080", $"listen 127.0.0.1:{_port}"), ("/tmp/", _folder.FullName + "/"), ("proxy_buffering", settings + "proxy_buffering") })
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        File.WriteAllText(Path.Combine(_folder.FullName, "nginx.conf"), text);
    }

    public Uri Url => new($"http://127.0.0.1:{_port}/mcp");

    private string[] Command => [File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx", "-p", _folder.FullName, "-c", Path.Combine(_folder.FullName, "nginx.conf"), "-e", "stderr"];

    /// <summary>Starts it, and waits until it listens.</summary>
    /// <param name="instances">The servers behind it.</param>
    /// <param name="settings">What is said of the endpoint besides.</param>
    public static async Task<Nginx> StartAsync(IReadOnlyList<Uri> instances, string settings = "")
    {
        var nginx = new Nginx(instances, settings);
        var (code, said) = await nginx.CheckAsync();
        Assert.True(code == 0, said);
        nginx._process = ChildProcess.Start([.. nginx.Command, "-g", "daemon off;"]);
        await nginx.ListensAsync();
        return nginx;
    }

    /// <summary>What <c>nginx -t</c> says.</summary>
    public async Task<(int Code, string Said)> CheckAsync()
    {
        var (code, _, error) = await ChildProcess.RunAsync([.. Command, "-t"]);
        return (code, error);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // It says nothing when it listens.
    private async Task ListensAsync()
    {
        while (true)
        {
            Assert.False(_process!.Process.HasExited, _process.Error);
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync("127.0.0.1", _port, TestContext.Current.CancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }
    }
}
