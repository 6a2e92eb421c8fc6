using System.Globalization;
using System.Runtime.InteropServices;

namespace Fairlead.Bench.Results;

/// <summary>Where and when it was measured.</summary>
internal sealed record Machine(string Processor, int Cores, string MemoryGiB, string System, string Runtime, string Node, string LoadAverage, DateTimeOffset Time)
{
    public static Machine Read() => new(
        Value("/proc/cpuinfo", "model name"),
        File.ReadLines("/proc/cpuinfo").Count(static line => line.StartsWith("processor", StringComparison.Ordinal)),
        (long.Parse(Value("/proc/meminfo", "MemTotal").Split(' ')[0], CultureInfo.InvariantCulture) / 1024.0 / 1024).ToString("0", CultureInfo.InvariantCulture),
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}",
        RuntimeInformation.FrameworkDescription,
        NodeVersion(),
        File.ReadAllText("/proc/loadavg").Split(' ')[0],
        DateTimeOffset.UtcNow);

    public override string ToString() => $"{Processor}, {Cores} cores, {MemoryGiB} GiB; {System}; {Runtime}; Node.js {Node}; load average {LoadAverage} at its start; {Time:yyyy-MM-dd HH:mm} UTC";

    private static string Value(string path, string name) => File.ReadLines(path).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown";

    private static string NodeVersion()
    {
        using var node = global::System.Diagnostics.Process.Start(new global::System.Diagnostics.ProcessStartInfo(Place.Node, ["--version"]) { RedirectStandardOutput = true })!;
        return node.StandardOutput.ReadToEnd().Trim();
    }
}
