using Microsoft.Extensions.Logging;

namespace Fairlead.Generators.Tests.Behaviour;

/// <summary>System monitoring.</summary>
public sealed class SystemTools(ILogger<SystemTools> log)
{
    /// <summary>Check disk usage for a given mount point.</summary>
    /// <param name="path">Filesystem path to check.</param>
    /// <param name="count">How often.</param>
    [McpTool(ReadOnly = true, Timeout = "10s")]
    public DiskUsage DiskUsage(string path = "/", int count = 1)
    {
        return new DiskUsage(path, log.IsEnabled(LogLevel.None) ? 0 : 100L * count, 42.5);
    }

    [McpResource("docs://project-overview", MimeType = "text/markdown")]
    public string ProjectOverview() => "# Overview";

    [McpResource("data://users/{id}")]
    public Task<User?> User(string id, CancellationToken ct) => Task.FromResult(id == "7" ? new User(id, "Ann", null) : null);

    /// <summary>Turns the model into an SQL analyst for a schema.</summary>
    [McpPrompt]
    public string SqlExpert(string schema = "public") => $"You know {schema}.";
}
