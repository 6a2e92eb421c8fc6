using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Fairlead.Bench.Servers;

/// <summary>A server as a process that has some cores to itself.</summary>
internal class ServerProcess : IDisposable
{
    /// <summary>The core of the servers. The load, and this process, are on the other.</summary>
    public const string Core = "0";

    // What Linux tells times of processes in, on all machines (USER_HZ).
    private const double TicksPerSecond = 100;

    private static readonly ConcurrentDictionary<ServerProcess, bool> Running = new();

    private readonly Queue<string> _said = [];

    protected ServerProcess(IReadOnlyList<string> command, string cores, bool stdio)
    {
        var start = new ProcessStartInfo("taskset", ["-c", cores, .. command])
        {
            RedirectStandardInput = stdio,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..")), ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" },
        };
        Process = new() { StartInfo = start };
        Process.ErrorDataReceived += (_, line) => Keep(line.Data);
        if (!stdio) Process.OutputDataReceived += (_, line) => Keep(line.Data);
        Process.Start();
        Running[this] = true;
        Process.BeginErrorReadLine();
        if (!stdio) Process.BeginOutputReadLine();
    }

    protected Process Process { get; }

    /// <summary>The last lines that it wrote, for errors.</summary>
    public string Said
    {
        get
        {
            lock (_said) return string.Join('\n', _said);
        }
    }

    /// <summary>The processor time that it has used, in microseconds; 10 ms is the least that the kernel tells.</summary>
    public double ProcessorTime
    {
        get
        {
            var stat = File.ReadAllText($"/proc/{Process.Id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond * 1_000_000;
        }
    }

    /// <summary>Its resident memory, in bytes.</summary>
    public long ResidentMemory =>
        long.Parse(File.ReadLines($"/proc/{Process.Id}/status").First(static line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture) * 1024;

    /// <summary>Ends all servers: the measuring was interrupted.</summary>
    public static void EndAll()
    {
        foreach (var server in Running.Keys) server.Dispose();
    }

    public void Dispose()
    {
        if (!Running.TryRemove(this, out _)) return;
        try
        {
            // SIGTERM, so that it removes what it made.
            using var kill = Process.Start("kill", ["-TERM", Process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
            if (!Process.WaitForExit(TimeSpan.FromSeconds(5))) Process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        Process.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_said)
        {
            _said.Enqueue(line);
            if (_said.Count > 20) _said.Dequeue();
        }
    }
}
