using System.Globalization;
using Fairlead;

namespace SystemMonitor;

/// <summary>The average number of processes that ran or waited to run.</summary>
/// <param name="OneMinute">In the last minute.</param>
/// <param name="FiveMinutes">In the last five minutes.</param>
/// <param name="FifteenMinutes">In the last fifteen minutes.</param>
/// <param name="Processors">How many can run at once.</param>
public sealed record SystemLoad(double OneMinute, double FiveMinutes, double FifteenMinutes, int Processors)
{
    private const string LinuxFile = "/proc/loadavg";

    /// <summary>Whether the system keeps such averages; Windows does not.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <summary>Asks the system.</summary>
    public static async Task<SystemLoad> ReadAsync(CancellationToken cancellationToken)
    {
        if (!IsSupported) throw new ToolException("This system keeps no load averages. Use process_list with sort 'cpu' instead.");
        var text = OperatingSystem.IsLinux()
            ? await File.ReadAllTextAsync(LinuxFile, cancellationToken)
            : (await SystemCommand.RunAsync("sysctl", ["-n", "vm.loadavg"], cancellationToken)).Output.Trim('{', '}', ' ', '\n');
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(Number(fields[0]), Number(fields[1]), Number(fields[2]), Environment.ProcessorCount);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{OneMinute} / {FiveMinutes} / {FifteenMinutes} on {Processors} processors");

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
