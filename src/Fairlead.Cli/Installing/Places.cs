namespace Fairlead.Cli.Installing;

/// <summary>The folders in which clients keep their configuration.</summary>
internal static class Places
{
    public static string Home => Environment.GetEnvironmentVariable(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary><c>~/Library/Application Support</c>, <c>%APPDATA%</c> or <c>~/.config</c>.</summary>
    public static string Applications => OperatingSystem.IsMacOS() ? Path.Combine(Home, "Library", "Application Support")
        : OperatingSystem.IsWindows() ? Environment.GetEnvironmentVariable("APPDATA") ?? Path.Combine(Home, "AppData", "Roaming")
        : Config;

    public static string Config => Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } config ? config : Path.Combine(Home, ".config");
}
