namespace Fairlead.Clients.Tests.Conformance;

/// <summary>One server with everything, and one run of the suite over it for each revision.</summary>
public sealed class ConformanceRuns : IAsyncDisposable
{
    private readonly Lazy<Task<HttpSample>> _server = new(() => HttpSample.StartAsync("Everything"));
    private readonly Dictionary<string, Task<ConformanceRun>> _runs = new(StringComparer.Ordinal);

    internal Task<HttpSample> ServerAsync() => _server.Value;

    internal Task<ConformanceRun> OfAsync(string revision)
    {
        lock (_runs)
        {
            if (!_runs.TryGetValue(revision, out var run)) _runs[revision] = run = StartAsync(revision);
            return run;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
    }

    private async Task<ConformanceRun> StartAsync(string revision) =>
        await ConformanceRun.StartAsync((await _server.Value).Url, "--requirements", revision);
}
