using Microsoft.Extensions.Configuration;

namespace Fairlead.Configuration;

/// <summary>Where an application's configuration comes from. Files are read once; nothing watches them.</summary>
internal static class ConfigurationSources
{
    /// <summary>Adds files, environment and command line, each overriding those before it.</summary>
    public static void Add(ConfigurationManager configuration, string directory, string environment, CommandLine commandLine)
    {
        AddFile(configuration, Path.Combine(directory, "appsettings.json"));
        AddFile(configuration, Path.Combine(directory, $"appsettings.{environment}.json"));
        configuration.AddEnvironmentVariables();
        if (commandLine.Settings.Count > 0) configuration.AddInMemoryCollection(commandLine.Settings);
    }

    // The JSON provider, its file provider and its reader cost start-up time that a server without files need not spend.
    private static void AddFile(ConfigurationManager configuration, string path)
    {
        if (File.Exists(path)) configuration.AddJsonFile(path, optional: false, reloadOnChange: false);
    }
}
