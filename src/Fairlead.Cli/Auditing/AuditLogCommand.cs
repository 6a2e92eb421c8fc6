using System.CommandLine;
using Fairlead.Auditing;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Auditing;

/// <summary>A command that reads an audit log: the file that a server writes, and those before it that are full.</summary>
internal abstract class AuditLogCommand : CliCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "The file that the server writes, such as audit.jsonl. Full files beside it belong to it." };

    protected AuditLogCommand(string name, string description) : base(name, description) => Add(_file);

    protected abstract Task<int> RunAsync(string path, ParseResult arguments, Screen screen, CancellationToken cancellationToken);

    protected sealed override async Task<int> RunAsync(ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(arguments.GetValue(_file)!);
        try
        {
            return await RunAsync(path, arguments, screen, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.File(path, exception);
        }
    }

    /// <summary>The files of a log, oldest first.</summary>
    /// <exception cref="FileNotFoundException">There are none.</exception>
    protected static IReadOnlyList<string> FilesOf(string path)
    {
        string[] rotated = Directory.Exists(Path.GetDirectoryName(path)) ? [.. AuditFileName.Rotated(path)] : [];
        string[] files = File.Exists(path) ? [.. rotated, path] : rotated;
        return files.Length > 0 ? files : throw new FileNotFoundException("There is no such audit file.", path);
    }
}
