namespace Fairlead.Cli.Targets;

/// <summary>A server that is started, and spoken to over stdio.</summary>
internal sealed record ProcessTarget(
    string Name, string Command, IReadOnlyList<string> Arguments, IReadOnlyList<KeyValuePair<string, string>> Environment, string? WorkingDirectory) : ServerTarget(Name)
{
    /// <summary>Whether a command of this name would be found.</summary>
    public static bool IsOnPath(string command)
    {
        if (Path.GetFileName(command) != command) return false;
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat", ""] : [""];
        return (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => endings.Any(ending => File.Exists(Path.Combine(folder, command + ending))));
    }
}
