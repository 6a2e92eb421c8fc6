using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Runtime.InteropServices;
using Fairlead;

namespace SystemMonitor;

/// <summary>What there is to read about the machine, and a prompt that puts it to use.</summary>
public sealed class SystemDocs
{
    /// <summary>The machine at a glance: system, processors, memory, load.</summary>
    [McpResource("docs://system-overview", MimeType = "text/markdown")]
    public async Task<string> SystemOverview(CancellationToken cancellationToken)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        var load = SystemMonitor.SystemLoad.IsSupported
            ? (await SystemMonitor.SystemLoad.ReadAsync(cancellationToken)).ToString()
            : "not told by this system";
        return string.Create(CultureInfo.InvariantCulture, $"""
            # {Environment.MachineName}

            | what | value |
            |---|---|
            | system | {RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture}) |
            | processors | {Environment.ProcessorCount} |
            | memory | {memory:0.0} GiB |
            | load | {load} |
            | up for | {TimeSpan.FromMilliseconds(Environment.TickCount64):d\.hh\:mm\:ss} |
            """);
    }

    /// <summary>What the system says about one process.</summary>
    /// <param name="pid">The process id.</param>
    [McpResource("proc://{pid}/status", MimeType = "text/plain")]
    public string? ProcessStatus([Range(1, int.MaxValue)] int pid) => ProcessEntry.Describe(pid);

    /// <summary>Guides a model from a symptom to its cause, with this server's tools.</summary>
    /// <param name="symptom">What was noticed, such as "the site is slow".</param>
    [McpPrompt]
    public string Diagnose(string symptom) => $"""
        Something is wrong with this machine: {symptom}

        Find the cause. Read docs://system-overview first. Then use system_load, process_list (by memory and by cpu),
        disk_usage for the paths that matter, and service_status for the services that could be involved.
        Change nothing. Say what you saw, what it means, how sure you are, and what a person should do next.
        """;
}
