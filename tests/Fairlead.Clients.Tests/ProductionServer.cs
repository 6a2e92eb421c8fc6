namespace Fairlead.Clients.Tests;

/// <summary>The main sample with a data folder of its own.</summary>
public sealed class ProductionServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("production");
    private readonly Lazy<Task<HttpSample>> _server;

    public ProductionServer() => _server = new(() => HttpSample.StartAsync("Production", "--Production:Data", Folder));

    internal string Folder => _folder.FullName;

    internal Task<HttpSample> StartedAsync() => _server.Value;

    internal async Task<Uri> UrlAsync() => (await _server.Value).Url;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
