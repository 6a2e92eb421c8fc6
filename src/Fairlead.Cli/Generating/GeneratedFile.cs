using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Generating.Emitting;

namespace Fairlead.Cli.Generating;

/// <summary>A file of generated code: written whole or not at all, and over nothing that somebody wrote.</summary>
internal sealed class GeneratedFile
{
    /// <exception cref="CliException">There is a file that was not generated.</exception>
    public GeneratedFile(string path, bool overwrite)
    {
        Path = path;
        try
        {
            if (!overwrite && File.Exists(path) && File.ReadLines(path).FirstOrDefault() != ClientEmitter.FirstLine)
            {
                throw new CliException(ExitCode.File, $"{path} was not generated. Name another file, or add --force.");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.File(path, exception);
        }
    }

    public string Path { get; }

    /// <exception cref="CliException">It cannot be written.</exception>
    public async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        var staging = $"{Path}.{Guid.NewGuid():N}";
        try
        {
            await File.WriteAllTextAsync(staging, text, cancellationToken);
            File.Move(staging, Path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.File(Path, exception);
        }
        finally
        {
            if (File.Exists(staging)) File.Delete(staging);
        }
    }
}
