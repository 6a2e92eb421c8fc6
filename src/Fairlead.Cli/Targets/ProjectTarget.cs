using Fairlead.Cli.CommandLine;

namespace Fairlead.Cli.Targets;

/// <summary>A .NET project, or a program in one C# file, that is built and started.</summary>
internal sealed record ProjectTarget(string Name, string Path) : ServerTarget(Name)
{
    /// <summary>The project of a folder.</summary>
    /// <exception cref="CliException">The folder has none, or several.</exception>
    public static ProjectTarget OfFolder(string folder)
    {
        var projects = Directory.GetFiles(folder, "*.csproj");
        return projects.Length switch
        {
            1 => new(System.IO.Path.GetFileNameWithoutExtension(projects[0]), projects[0]),
            0 => throw CliException.Usage($"{folder} has no .csproj."),
            _ => throw CliException.Usage($"{folder} has several projects; name one: {string.Join(", ", projects.Order(StringComparer.Ordinal))}"),
        };
    }
}
