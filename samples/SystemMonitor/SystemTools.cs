using System.ComponentModel.DataAnnotations;
using Fairlead;

namespace SystemMonitor;

/// <summary>Facts about the machine.</summary>
public sealed class SystemTools
{
    /// <summary>Check how full the file system is that holds a path.</summary>
    /// <param name="path">A path on the file system, such as / or /var/log.</param>
    [McpTool(ReadOnly = true)]
    public DiskUsage DiskUsage(string path = "/") => SystemMonitor.DiskUsage.Of(path);

    /// <summary>Tell how busy the machine was in the last 1, 5 and 15 minutes.</summary>
    [McpTool(ReadOnly = true)]
    public Task<SystemLoad> SystemLoad(CancellationToken cancellationToken) => SystemMonitor.SystemLoad.ReadAsync(cancellationToken);

    /// <summary>Ask systemd for the state of a service.</summary>
    /// <param name="service_name">The unit's name, such as nginx or ssh.service.</param>
    [McpTool(ReadOnly = true, Timeout = "10s")]
    public Task<ServiceStatus> ServiceStatus(
        [RegularExpression("^[A-Za-z0-9@_][A-Za-z0-9@_.:\\\\-]{0,255}$")] string service_name, CancellationToken cancellationToken) =>
        SystemMonitor.ServiceStatus.ReadAsync(service_name, cancellationToken);

    /// <summary>List running processes, the biggest first.</summary>
    /// <param name="sort">What "biggest" means.</param>
    /// <param name="top">How many to list.</param>
    [McpTool(ReadOnly = true)]
    public IReadOnlyList<ProcessEntry> ProcessList(ProcessSort sort = ProcessSort.Memory, [Range(1, 100)] int top = 10) =>
        ProcessEntry.List(sort, top);
}
