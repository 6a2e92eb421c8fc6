using System.Text.RegularExpressions;
using Fairlead.Cli.CommandLine;

namespace Fairlead.Cli.Output;

/// <summary>Files for what cannot be shown. Their names are ours: a server has no say in where something is written.</summary>
internal static partial class SavedFile
{
    /// <exception cref="CliException">The folder cannot be written to.</exception>
    public static string Write(string? folder, string kind, string? mimeType, byte[] bytes)
    {
        folder ??= Path.GetTempPath();
        try
        {
            Directory.CreateDirectory(folder);
            for (var number = 1; ; number++)
            {
                var path = Path.Combine(folder, $"{kind}-{number}{Extension(mimeType)}");
                try
                {
                    using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
                    file.Write(bytes);
                    return path;
                }
                catch (IOException) when (File.Exists(path))
                {
                    // That one is taken; nothing is overwritten.
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.File(folder, exception);
        }
    }

    private static string Extension(string? mimeType) => mimeType switch
    {
        "image/jpeg" => ".jpg",
        "image/svg+xml" => ".svg",
        "audio/mpeg" => ".mp3",
        "text/plain" => ".txt",
        not null when Subtype().Match(mimeType) is { Success: true } match => "." + match.Groups[1].Value,
        _ => ".bin",
    };

    [GeneratedRegex("^[a-z]+/(?:x-)?([a-z0-9]{1,8})$", RegexOptions.NonBacktracking)]
    private static partial Regex Subtype();
}
