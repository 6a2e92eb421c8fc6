namespace Fairlead.Cli.CommandLine;

/// <summary>The end of a command with a reason for its user: one line, what was wrong and what to write instead.</summary>
internal sealed class CliException(int exitCode, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public int ExitCode { get; } = exitCode;

    public static CliException Usage(string message) => new(CommandLine.ExitCode.Usage, message);

    public static CliException File(string path, Exception exception) =>
        new(CommandLine.ExitCode.File, $"{path}: {exception.Message.ReplaceLineEndings(" ").TrimEnd()}", exception);
}
