using System.Text.Json;
using Xunit;

namespace Fairlead.Testbed.Processes;

/// <summary>Debian's Prometheus, which scrapes servers every second until it is disposed.</summary>
public sealed class Prometheus : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fairlead-prometheus-");
    private readonly HttpClient _http = new();
    private readonly ChildProcess _process;
    private readonly int _port = FreePort.Find();

    private Prometheus(string configuration)
    {
        var file = Path.Combine(_folder.FullName, "prometheus.yml");
        File.WriteAllText(file, configuration);
        _process = ChildProcess.Start("prometheus", $"--config.file={file}", $"--storage.tsdb.path={Path.Combine(_folder.FullName, "data")}", $"--web.listen-address=127.0.0.1:{_port}");
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Starts it.</summary>
    /// <param name="job">What the targets are called together.</param>
    /// <param name="targets">Which servers it scrapes.</param>
    public static Prometheus Start(string job, params IEnumerable<Uri> targets) => new($$"""
        global: { scrape_interval: 1s }
        scrape_configs:
          - job_name: {{job}}
            static_configs: [ { targets: [{{string.Join(", ", targets.Select(target => $"\"{target.Authority}\""))}}] } ]
        """);

    /// <summary>The value of the first series that answers a query.</summary>
    public async Task<string> AskAsync(string query)
    {
        // Prometheus scrapes when it likes: asked again until it has.
        while (true)
        {
            Cancelled.ThrowIfCancellationRequested();
            Assert.False(_process.Process.HasExited, _process.Error);
            try
            {
                using var reply = await _http.GetAsync(new Uri($"http://127.0.0.1:{_port}/api/v1/query?query={Uri.EscapeDataString(query)}"), Cancelled);
                using var body = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(Cancelled));
                Assert.False(body.RootElement.TryGetProperty("error", out var error) && reply.StatusCode == System.Net.HttpStatusCode.BadRequest, $"{query}: {error}");
                if (body.RootElement.TryGetProperty("data", out var data) && data.GetProperty("result") is { } result && result.GetArrayLength() > 0) return result[0].GetProperty("value")[1].GetString()!;
            }
            catch (Exception exception) when (exception is HttpRequestException or JsonException)
            {
                // It does not listen yet, or is not ready.
            }

            await Task.Delay(100, Cancelled);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }
}
