using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace SystemMonitor;

/// <summary>A running process.</summary>
/// <param name="Pid">The process id.</param>
/// <param name="Name">The program's name.</param>
/// <param name="MemoryBytes">The physical memory in use.</param>
/// <param name="CpuSeconds">The processor time used since it began.</param>
public sealed record ProcessEntry(int Pid, string Name, long MemoryBytes, double CpuSeconds)
{
    /// <summary>Lists the biggest processes.</summary>
    public static IReadOnlyList<ProcessEntry> List(ProcessSort sort, int top)
    {
        var entries = new List<ProcessEntry>();
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (Read(process) is { } entry) entries.Add(entry);
            }
        }

        return
        [
            .. entries
                .OrderByDescending(entry => sort == ProcessSort.Cpu ? entry.CpuSeconds : entry.MemoryBytes)
                .ThenBy(entry => entry.Pid)
                .Take(top),
        ];
    }

    /// <summary>What the system says about a process, or <see langword="null"/> where there is none.</summary>
    public static string? Describe(int pid)
    {
        try
        {
            var file = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/status");
            if (OperatingSystem.IsLinux()) return File.Exists(file) ? File.ReadAllText(file) : null;
            using var process = Process.GetProcessById(pid);
            return Read(process)?.ToString();
        }
        catch (Exception exception) when (exception is ArgumentException or IOException)
        {
            // It ended while we looked.
            return null;
        }
    }

    private static ProcessEntry? Read(Process process)
    {
        try
        {
            return new(process.Id, process.ProcessName, process.WorkingSet64, Math.Round(process.TotalProcessorTime.TotalSeconds, 2));
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // It ended while we looked, or it is not ours to look at.
            return null;
        }
    }
}
