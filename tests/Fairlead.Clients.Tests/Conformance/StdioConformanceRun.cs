namespace Fairlead.Clients.Tests.Conformance;

/// <summary>The suite, run once over a server on stdio behind a gateway; the suite itself knows only HTTP.</summary>
public sealed class StdioConformanceRun : IAsyncLifetime
{
    internal ConformanceRun Run { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await using var gateway = await StdioGateway.StartAsync(Sample.CommandOf("Everything"));
        Run = await ConformanceRun.StartAsync(gateway.Url, "--requirements", "2025-11-25");
    }

    public ValueTask DisposeAsync() => default;
}
