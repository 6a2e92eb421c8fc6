namespace Fairlead.Hosting;

/// <summary>Where an application's files lie.</summary>
internal static class ProgramDirectory
{
    /// <summary>
    /// The current directory where the program lies within it (<c>dotnet run</c>, a container's working directory), otherwise
    /// the program's own. Clients start stdio servers in whatever directory their user works in, and a file of a stranger's
    /// repository must not configure the server.
    /// </summary>
    public static string Find()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_CONTENTROOT") is { Length: > 0 } said) return Path.GetFullPath(said);
        var program = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var current = Path.TrimEndingDirectorySeparator(Environment.CurrentDirectory);
        var isWithin = program.StartsWith(current, StringComparison.Ordinal)
            && (program.Length == current.Length || program[current.Length] == Path.DirectorySeparatorChar);
        return isWithin && File.Exists(Path.Combine(current, "appsettings.json")) ? current : program;
    }
}
