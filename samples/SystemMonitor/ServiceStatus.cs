using System.ComponentModel;
using Fairlead;

namespace SystemMonitor;

/// <summary>A service as systemd sees it.</summary>
/// <param name="Name">The unit's full name.</param>
/// <param name="Description">What the unit says it is.</param>
/// <param name="LoadState">Whether its definition was found, such as loaded or not-found.</param>
/// <param name="ActiveState">Whether it runs, such as active, inactive or failed.</param>
/// <param name="SubState">More exactly, such as running, exited or dead.</param>
/// <param name="MainPid">Its main process, or nothing where none runs.</param>
public sealed record ServiceStatus(string Name, string Description, string LoadState, string ActiveState, string SubState, int? MainPid)
{
    private const string NoSystemd = "This machine is not run by systemd, so there are no services to ask about. Use process_list instead.";

    /// <summary>Asks systemd.</summary>
    public static async Task<ServiceStatus> ReadAsync(string name, CancellationToken cancellationToken)
    {
        // The directory exists exactly where systemd is the init system (sd_booted(3)).
        if (!Directory.Exists("/run/systemd/system")) throw new ToolException(NoSystemd);
        try
        {
            var result = await SystemCommand.RunAsync(
                "systemctl", ["show", "--property=Id,Description,LoadState,ActiveState,SubState,MainPID", "--", name], cancellationToken);
            if (result.ExitCode != 0) throw new ToolException($"systemctl could not tell the state of '{name}': {result.Error.Trim()}");
            return Parse(result.Output);
        }
        catch (Win32Exception exception)
        {
            throw new ToolException(NoSystemd, exception);
        }
    }

    /// <summary>Reads what <c>systemctl show</c> prints.</summary>
    public static ServiceStatus Parse(string output)
    {
        var fields = output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        int? pid = int.TryParse(fields.GetValueOrDefault("MainPID"), out var value) && value > 0 ? value : null;
        return new(Field("Id"), Field("Description"), Field("LoadState"), Field("ActiveState"), Field("SubState"), pid);

        string Field(string name) => fields.GetValueOrDefault(name, "");
    }
}
