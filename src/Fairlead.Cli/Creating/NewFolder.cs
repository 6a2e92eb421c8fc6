using Fairlead.Cli.CommandLine;

namespace Fairlead.Cli.Creating;

/// <summary>A folder that gets all of its files, or none: they are written beside it first, and moved when they are complete.</summary>
internal static class NewFolder
{
    /// <returns>The files' paths, in order.</returns>
    /// <exception cref="CliException">The folder has files, or cannot be written to.</exception>
    public static async Task<IReadOnlyList<string>> WriteAsync(string folder, IReadOnlyDictionary<string, string> files, bool overwrite, CancellationToken cancellationToken)
    {
        if (File.Exists(folder)) throw new CliException(ExitCode.File, $"{folder} is a file.");
        var parent = Path.GetDirectoryName(folder) ?? folder;
        var staging = Path.Combine(parent, $".{Path.GetFileName(folder)}.{Guid.NewGuid():N}");
        try
        {
            if (!overwrite && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            {
                throw new CliException(ExitCode.File, $"{folder} is not empty. Name another folder, or add --force.");
            }

            foreach (var (path, text) in files)
            {
                var file = Path.Combine(staging, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllTextAsync(file, text, cancellationToken);
            }

            Move(staging, folder, files.Keys);
            return [.. files.Keys.Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.File(folder, exception);
        }
        finally
        {
            if (Directory.Exists(staging)) Directory.Delete(staging, recursive: true);
        }
    }

    private static void Move(string staging, string folder, IEnumerable<string> paths)
    {
        if (!Directory.Exists(folder))
        {
            Directory.Move(staging, folder);
            return;
        }

        // A folder that is there stays the same one: somebody may stand in it.
        foreach (var path in paths)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.Move(Path.Combine(staging, path), file, overwrite: true);
        }
    }
}
